"""Stories as they come in: a DataFrame with a row for each document, as `dragoman ingest` takes them out of files."""
from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from .. import _dragoman
from .places import filesystem, is_url, local

# The columns of a document, in the order of the module's Documents: where it was found and in which file, its bytes, whether
# these are one JSON object, whether the user named the file, what is known of it from outside, and why it cannot be had.
COLUMNS = (("origin", pa.string()), ("file", pa.string()), ("content", pa.binary()), ("json_line", pa.bool_()),
           ("named", pa.bool_()), ("name", pa.string()), ("url", pa.string()), ("content_type", pa.string()),
           ("fetched", pa.string()), ("title", pa.string()), ("published", pa.string()), ("error", pa.string()))
SCHEMA = pa.schema(COLUMNS)
DDL = ", ".join(f"{name} {dict(string='string', binary='binary', bool='boolean')[str(kind)]}" for name, kind in COLUMNS)

AT_ONCE, BYTES_AT_ONCE = 256, 8 << 20  # documents between Python and Spark


def batches(documents: Iterable[tuple]) -> Iterator[pa.RecordBatch]:
    """Documents as Arrow batches, none larger than need be."""
    rows, size = [], 0
    for document in documents:
        rows.append(document)
        size += len(document[2])
        if len(rows) == AT_ONCE or size >= BYTES_AT_ONCE:
            yield _batch(rows)
            rows, size = [], 0
    if rows:
        yield _batch(rows)


def _batch(rows: list[tuple]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pa.array(column, kind) for column, (_, kind) in zip(zip(*rows), COLUMNS)], schema=SCHEMA)


def open_files(incoming: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """In a worker: rows (path, name, named) → the documents of these files."""
    for batch in incoming:
        for path, name, named in zip(*(column.to_pylist() for column in batch.columns)):
            yield from batches(_documents_of(path, name, named))


def _documents_of(path: str, name: str, named: bool) -> Iterator[tuple]:
    with fetched(path) as file:
        for document in _dragoman.Documents([(file, name, named)]):
            if file == path:
                yield document
            else:  # by the address it came from, not by that of its copy
                yield (document[0].replace(file, path, 1), path, *document[2:])


@contextlib.contextmanager
def fetched(path: str) -> Iterator[str]:
    """A path as a file of this machine: itself, or a copy of what an object store has."""
    if not is_url(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        copy = os.path.join(folder, path.rsplit("/", 1)[-1])
        store, inside = filesystem(path)
        with store.open_input_stream(inside, compression=None) as source, open(copy, "wb") as target:
            while block := source.read(1 << 20):
                target.write(block)
        yield copy


def read_stories(spark: SparkSession, paths: str | Iterable[str], *, partitions: int | None = None) -> DataFrame:
    """The documents of files and folders: WARC, JSON lines, Parquet, CSV, text, web pages, feeds, packed or not, told by their
    content (docs/formats.md). Paths must mean the same on every worker: a shared file system, or addresses (s3://, gs://,
    hdfs://). Files are opened in as many parts as there are files, at most four for each core; `partitions` says in how many the
    stories then go on (where there are few files, four for each core)."""
    files = list_files([paths] if isinstance(paths, (str, os.PathLike)) else list(paths))
    rows = spark.createDataFrame(files or [("", "", True)], "path string, name string, named boolean")
    if not files:
        rows = rows.limit(0)
    cores = spark.sparkContext.defaultParallelism
    opened = rows.repartition(max(1, min(len(files), 4 * cores))).mapInArrow(open_files, DDL)
    if partitions is None and len(files) < 4 * cores:
        partitions = 4 * cores
    return opened.repartition(partitions) if partitions else opened


def list_files(paths: Iterable[str | os.PathLike]) -> list[tuple[str, str, bool]]:
    """path, name, named: files as they were named, those of folders by name."""
    files: list[tuple[str, str, bool]] = []
    for path in map(os.fspath, paths):
        if not is_url(path):
            files += _dragoman.files([local(path)])
            continue
        store, inside = filesystem(path)
        files += _listed(store, inside, path)
    return files


def _listed(store, inside: str, path: str) -> list[tuple[str, str, bool]]:
    from pyarrow import fs

    if store.get_file_info(inside).type != fs.FileType.Directory:
        return [(path, "", True)]
    files = []
    for info in store.get_file_info(fs.FileSelector(inside, recursive=True)):
        within = info.path[len(inside):].lstrip("/")
        hidden = any(part.startswith(".") for part in within.split("/"))
        if info.type == fs.FileType.File and not hidden and not within.endswith(".key.json"):
            files.append((path.rstrip("/") + "/" + within, os.path.splitext(within)[0], False))
    return sorted(files)


def documents(frame: DataFrame, content: str = "value", *, origin=None, json: bool = False) -> DataFrame:
    """Documents out of any DataFrame: a column (text or bytes) that holds a document each: Kafka's values, a table's column.
    `json`: each is one story as JSON. `origin`: a column that names it in errors. A DataFrame whose columns are those of a
    story: documents(df.select(F.to_json(F.struct("*")).alias("value")), json=True)."""
    where = origin if origin is not None else F.lit("row")
    where = F.col(where) if isinstance(where, str) else where
    made = {"origin": where.cast("string"), "file": where.cast("string"), "content": F.col(content).cast("binary"),
            "json_line": F.lit(json), "named": F.lit(True)}
    return frame.select(*[made.get(name, F.lit("")).alias(name) for name, _ in COLUMNS])
