"""Rows → a Parquet data set, FOLDER/kind=event/month=2021-12/part-00003-0.parquet, as `dragoman export --as parquet` makes it:
every command of dragoman asks it like a store.

Workers write into a folder beside it, named by their attempt; the driver moves what the attempts that Spark counts have written
to its place. What a worker that died has left is removed with that folder. A part of a stream is written down in a list before
anything of it is moved, so that after a stop at any moment its repetition first takes back what was half there."""
from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import fs
from pyspark import TaskContext
from pyspark.sql import DataFrame

from .. import _dragoman
from ..errors import Error
from ..reading import engine
from ..store import import_data_set
from .extracting import KINDS, Tables, extract, unpacked
from .places import filesystem, is_url

HELD = 256 << 20  # bytes of rows that a worker holds before it writes them


def write(rows: Tables | DataFrame, path: str | os.PathLike, *, batch: int | None = None, by_month: bool = True) -> int:
    """Writes the rows (of extract(), or of documents) as a data set into the folder or address, and says how many stories it
    holds of them. Without `batch` it must not be there yet. With it, the rows are added as that part of a stream: a part that
    is there already is left as it is, one that was begun is made anew, and stories that other parts have are left out.

    `by_month`: rows of one month are brought together first, so that few files come out; else each worker writes the months it
    has seen."""
    tables = rows if isinstance(rows, Tables) else extract(rows, keep=False)
    path = os.fspath(path)
    store, root = filesystem(path)
    part = _Part(store, root, batch)
    if batch is None and store.get_file_info(root).type != fs.FileType.NotFound:
        raise Error("is there already", path, "Name a new folder, or remove it.")
    if part.is_done():
        return 0
    part.take_back()
    packed = tables.packed.hint("rebalance", "month") if by_month else tables.packed
    staged = part.staging if is_url(path) else os.path.abspath(part.staging)
    address = path if is_url(path) else None
    about = {"dragoman": engine().version, "record_version": "1", "schema": _dragoman.schema_version()}
    store.create_dir(part.staging, recursive=True)
    try:
        written = packed.mapInArrow(lambda incoming: _write(incoming, address, staged, part.prefix, about),
                                    "file string, stories long").collect()
        files = sorted(row.file for row in written if row.file)
        dropped = part.without_doubles(files, about)
        part.put(files, about)
    finally:
        store.delete_dir(part.staging)
    return sum(row.stories for row in written) - dropped


def consolidate(path: str | os.PathLike, into: str | os.PathLike) -> dict[str, int]:
    """Hands a data set to the engine: its stories come into a store, where copies are found and all are joined (happenings,
    series, ledger, relations). The same as ingesting the stories there. `dragoman import` does it on the command line."""
    return import_data_set(path, into)


# -- in a worker -------------------------------------------------------------------------------------------------------------------
def _write(incoming: Iterator[pa.RecordBatch], address: str | None, staging: str, prefix: str, about: dict) -> Iterator[pa.RecordBatch]:
    store = filesystem(address)[0] if address else fs.LocalFileSystem()
    task = TaskContext.get()
    part = _PartWriter(store, staging, f"{prefix}{task.partitionId():05d}-{task.taskAttemptId()}", about)
    for batch in incoming:
        for row in range(batch.num_rows):
            part.add(batch.column(0)[row].as_py(), {kind: batch.column(1 + i)[row] for i, kind in enumerate(KINDS)})
    part.flush()
    yield pa.RecordBatch.from_pydict({"file": part.files or [""], "stories": [len(part.stories), *[0] * max(0, len(part.files) - 1)]},
                                     schema=pa.schema([("file", pa.string()), ("stories", pa.int64())]))


class _PartWriter:
    """The files of one task: a kind's rows of a month together, no story twice."""

    def __init__(self, store: fs.FileSystem, staging: str, name: str, about: dict):
        self.store, self.staging, self.name, self.about = store, staging, name, about
        self.files: list[str] = []
        self.stories: set[str] = set()
        self.held: dict[tuple[str, str], list[pa.Table]] = {}
        self.size = self.flushed = 0

    def add(self, month: str, kinds: dict[str, pa.Scalar]) -> None:
        tables = {kind: unpacked(packed.as_buffer()) for kind, packed in kinds.items() if packed.is_valid}
        ids = set(tables["story"]["id"].to_pylist()) if "story" in tables else set()
        twice = pa.array(sorted(ids & self.stories), pa.string())
        self.stories |= ids
        for kind, table in tables.items():
            table = without(table, kind, twice)
            self.held.setdefault((kind, month), []).append(table)
            self.size += table.nbytes
        if self.size > HELD:
            self.flush()

    def flush(self) -> None:
        for (kind, month), tables in sorted(self.held.items()):
            file = f"kind={kind}/month={month}/{self.name}-{self.flushed}.parquet"
            write_file(self.store, f"{self.staging}/{file}", pa.concat_tables(tables), kind, self.about)
            self.files.append(file)
        self.held, self.size, self.flushed = {}, 0, self.flushed + 1


def without(table: pa.Table, kind: str, stories: pa.Array) -> pa.Table:
    """The rows that are not of these stories."""
    if len(stories) == 0:
        return table
    return table.filter(pc.invert(pc.is_in(table["id" if kind == "story" else "story_id"], value_set=stories)))


def write_file(store: fs.FileSystem, path: str, table: pa.Table, kind: str, about: dict) -> None:
    store.create_dir(path.rsplit("/", 1)[0], recursive=True)
    table = table.replace_schema_metadata({**about, "table": KINDS.get(kind, kind)})
    with store.open_output_stream(path) as sink:
        pq.write_table(table, sink, compression="zstd")


# -- on the driver -----------------------------------------------------------------------------------------------------------------
class _Part:
    """What one call of write() adds: a data set of its own, or one part of a stream's."""

    def __init__(self, store: fs.FileSystem, root: str, batch: int | None):
        self.store, self.root = store, root
        self.prefix = "part-" if batch is None else f"part-b{batch:06d}-"
        self.staging = f"{root}/_staging-{uuid.uuid4().hex}"
        self.list = None if batch is None else f"{root}/_parts/{batch:06d}.json"

    def _listed(self) -> dict | None:
        if self.list is None or self.store.get_file_info(self.list).type == fs.FileType.NotFound:
            return None
        with self.store.open_input_stream(self.list) as source:
            text = source.readall()
        return json.loads(text) if text else None

    def _write_list(self, files: list[str], done: bool) -> None:
        if self.list is None:
            return
        self.store.create_dir(f"{self.root}/_parts", recursive=True)
        fresh = f"{self.list}.{uuid.uuid4().hex}"
        with self.store.open_output_stream(fresh) as sink:
            sink.write(json.dumps({"done": done, "files": files}).encode())
        self.store.move(fresh, self.list)

    def is_done(self) -> bool:
        listed = self._listed()
        return bool(listed and listed["done"])

    def take_back(self) -> None:
        """What an earlier attempt at this part has left."""
        for file in (self._listed() or {"files": []})["files"]:
            if self.store.get_file_info(f"{self.root}/{file}").type != fs.FileType.NotFound:
                self.store.delete_file(f"{self.root}/{file}")
        if self.list is None or self.store.get_file_info(self.root).type == fs.FileType.NotFound:
            return
        for info in self.store.get_file_info(fs.FileSelector(self.root)):  # of runs that were killed; there is one at a time
            if "/_staging-" in info.path or info.path.startswith("_staging-"):
                self.store.delete_dir(info.path)

    def without_doubles(self, files: list[str], about: dict) -> int:
        """Takes out of the staged files the stories that the data set has, or that an earlier one of these files has."""
        known = set(self._stories_there()) if self.list else set()
        twice: dict[str, set[str]] = {}
        for file in files:
            if not file.startswith("kind=story/"):
                continue
            with self.store.open_input_file(f"{self.staging}/{file}") as source:
                ids = set(pq.read_table(source, columns=["id"])["id"].to_pylist())
            if again := ids & known:
                twice.setdefault(_task_of(file), set()).update(again)
            known |= ids
        for file in files:
            if again := twice.get(_task_of(file)):
                path = f"{self.staging}/{file}"
                kind = file.split("/")[0].removeprefix("kind=")
                with self.store.open_input_file(path) as source:
                    table = pq.read_table(source)
                write_file(self.store, path, without(table, kind, pa.array(sorted(again))), kind, about)
        return sum(map(len, twice.values()))

    def _stories_there(self) -> Iterator[str]:
        there = fs.FileSelector(f"{self.root}/kind=story", recursive=True, allow_not_found=True)
        for info in self.store.get_file_info(there):
            if info.type == fs.FileType.File and info.path.endswith(".parquet"):
                with self.store.open_input_file(info.path) as source:
                    yield from pq.read_table(source, columns=["id"])["id"].to_pylist()

    def put(self, files: list[str], about: dict) -> None:
        """Moves the staged files to their places. `kind=meta`, by which a data set is known, comes last."""
        places = {file: _place_of(file) for file in files}
        self._write_list(sorted(places.values()), done=False)
        for file, place in places.items():
            self.store.create_dir(f"{self.root}/{place.rsplit('/', 1)[0]}", recursive=True)
            self.store.move(f"{self.staging}/{file}", f"{self.root}/{place}")
        meta = f"{self.root}/kind=meta/part-0.parquet"
        if self.store.get_file_info(meta).type == fs.FileType.NotFound:
            write_file(self.store, meta, pa.table({"key": ["schema"], "value": [about["schema"]]}), "meta", about)
        self._write_list(sorted(places.values()), done=True)


def _task_of(file: str) -> str:
    """Of kind=event/month=2021-12/part-00003-17-0.parquet: part-00003-17, the task and its attempt."""
    return file.rsplit("/", 1)[1].rsplit("-", 1)[0]


def _place_of(file: str) -> str:
    """Without the attempt: part-00003-0."""
    folder, name = file.rsplit("/", 1)
    task, flushed = name.rsplit("-", 1)
    return f"{folder}/{task.rsplit('-', 1)[0]}-{flushed}"
