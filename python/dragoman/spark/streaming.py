"""Stories that arrive: a folder of files, or any stream of documents, read into a data set exactly once."""
from __future__ import annotations

import os
from collections.abc import Iterator

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.streaming import StreamingQuery

from ..reading import Knowledge
from .documents import DDL, batches, _documents_of
from .extracting import extract
from .places import is_url, local
from .writing import write


def follow(source: DataFrame | str | os.PathLike, path: str | os.PathLike, checkpoint: str | os.PathLike, *,
           spark: SparkSession | None = None, knowledge: Knowledge | None = None, files_at_once: int = 100,
           **trigger) -> StreamingQuery:
    """Reads what arrives into the data set at `path`: files that are put (moved, whole) into the folder `source`, or a streaming
    DataFrame of documents (documents(spark.readStream.format("kafka")…)). `checkpoint`: a folder where Spark notes how far it
    has come; with it and the data set a stopped stream goes on where it was, and nothing is lost or there twice.
    `trigger`: as of DataStreamWriter.trigger, processingTime="1 minute"; without it what is there is read and the stream ends."""
    stream = source if isinstance(source, DataFrame) else _folder(spark or SparkSession.getActiveSession(), source, files_at_once)

    def take(documents: DataFrame, batch: int) -> None:
        write(extract(documents, knowledge, keep=False), path, batch=batch, by_month=False)

    return (stream.writeStream.foreachBatch(take).option("checkpointLocation", os.fspath(checkpoint))
            .trigger(**(trigger or {"availableNow": True})).start())


def _folder(spark: SparkSession, folder: str | os.PathLike, files_at_once: int) -> DataFrame:
    """A stream of the documents of files as they arrive. Spark lists the folder; the engine opens the files."""
    files = (spark.readStream.format("binaryFile").schema("path string, modificationTime timestamp, length long, content binary")
             .option("recursiveFileLookup", True).option("maxFilesPerTrigger", files_at_once).load(os.fspath(folder)))
    root = os.fspath(folder)

    def open_arrived(incoming: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in incoming:
            for path in batch.column(0).to_pylist():
                path = path if is_url(path) else local(path)
                within = path[len(root):].lstrip("/") if path.startswith(root) else path.rsplit("/", 1)[-1]
                yield from batches(_documents_of(path, os.path.splitext(within)[0], False))

    return files.select("path").mapInArrow(open_arrived, DDL)
