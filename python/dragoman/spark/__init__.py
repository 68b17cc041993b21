"""Dragoman inside Apache Spark: the same engine, in each of Spark's workers (docs/spark.md).

    from dragoman import spark as dragoman_spark
    stories = dragoman_spark.read_stories(spark, "news/*.warc.gz")
    tables = dragoman_spark.extract(stories)
    tables["event"].groupBy("type").count().show()
    dragoman_spark.write(tables, "news.parquet")

What comes out is what `dragoman ingest` would store of the same stories; `dragoman` asks the data set like a store, and
consolidate() joins its stories in one."""
from .documents import documents, read_stories
from .extracting import Tables, extract
from .streaming import follow
from .writing import consolidate, write

__all__ = ["Tables", "consolidate", "documents", "extract", "follow", "read_stories", "write"]
