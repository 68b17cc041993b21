"""Documents → rows, a DataFrame for each kind.

A worker reads some hundred documents at a time and makes of each month's stories one row: the month, and for each kind the
rows as an Arrow stream in bytes. So much smaller is what goes through Spark than the rows' nested columns would be, and a kind
that nobody asks for costs nothing. A kind's DataFrame unpacks its own column."""
from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from .. import _dragoman
from ..reading import Knowledge, engine
from .documents import AT_ONCE

# kind → table of the store: "event" → "events".
KINDS = {_dragoman.kind_of(table): table for table in _dragoman.record_tables([], inputs=True)}
PACKED = pa.schema([("month", pa.string()), *((kind, pa.binary()) for kind in KINDS)])
PACKED_DDL = ", ".join(["month string", *(f"`{kind}` binary" for kind in KINDS)])


def arrow_schema(kind: str) -> pa.Schema:
    """A kind's columns as the store has them."""
    return pa.schema(_dragoman.record_tables([], inputs=True)[KINDS[kind]])


def signed(kind: pa.DataType) -> pa.DataType:
    """Spark has no unsigned numbers: positions become long there."""
    if pa.types.is_uint32(kind):
        return pa.int64()
    if pa.types.is_list(kind):
        return pa.list_(signed(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(field.name, signed(field.type)) for field in kind])
    return kind


def spark_schema(kind: str) -> pa.Schema:
    return pa.schema([pa.field(field.name, signed(field.type)) for field in arrow_schema(kind)])


class Tables(dict):
    """{kind: DataFrame}: "story", "event", "statement" and so on, out of one extraction."""

    def __init__(self, packed: DataFrame):
        self.packed = packed
        super().__init__({kind: self._unpacked(kind) for kind in KINDS})

    def _unpacked(self, kind: str) -> DataFrame:
        schema = spark_schema(kind)

        def unpack(incoming: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in incoming:
                for packed in batch.column(0):
                    yield from unpacked(packed.as_buffer()).cast(schema).to_batches()

        column = self.packed.select(kind).where(F.col(kind).isNotNull())
        return column.mapInArrow(unpack, from_arrow_schema(schema))

    @property
    def failures(self) -> DataFrame:
        """What gave no story, and why: columns origin, file, reason."""
        return self["input"].where("reason IS NOT NULL").select("origin", "file", "reason")

    def unpersist(self) -> None:
        self.packed.unpersist()


def extract(documents: DataFrame, knowledge: Knowledge | None = None, *, keep: bool = True) -> Tables:
    """Reads documents (read_stories, documents) into the rows that `dragoman ingest` would store of them. The engine is loaded
    once for each worker. `knowledge`: your own names and words; without it those of your folder on the driver's machine. Nothing
    in a document fails the job: what gives no story is in Tables.failures. What was read is kept (in memory, else on disk) for
    the next question until unpersist(), unless `keep` is false: then each question reads the documents again."""
    words = knowledge or Knowledge()
    packed = documents.mapInArrow(lambda incoming: _extract(incoming, words), PACKED_DDL)
    return Tables(packed.persist(StorageLevel.MEMORY_AND_DISK) if keep else packed)


def _extract(incoming: Iterator[pa.RecordBatch], knowledge: Knowledge) -> Iterator[pa.RecordBatch]:
    extractor = _dragoman.Extractor(engine(knowledge))
    for batch in incoming:
        rows = [tuple(value if value is not None else "" for value in row) for row in zip(*(c.to_pylist() for c in batch.columns))]
        for start in range(0, len(rows), AT_ONCE):
            for month, tables in extractor.extract(rows[start:start + AT_ONCE]):
                packed = [packed_table(pa.table(tables[table])) if table in tables else None for table in KINDS.values()]
                yield pa.RecordBatch.from_arrays([pa.array([month]), *(pa.array([p], pa.binary()) for p in packed)],
                                                 schema=PACKED)


def packed_table(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def unpacked(packed: pa.Buffer) -> pa.Table:
    with pa.ipc.open_stream(packed) as stream:
        return stream.read_all()
