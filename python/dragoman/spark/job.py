"""For spark-submit: stories in, a data set out.

    spark-submit job.py STORIES… --into news.parquet [--partitions N] [--knowledge DIR]
    spark-submit job.py FOLDER --into news.parquet --follow CHECKPOINT [--every "1 minute"] [--files-at-once N]

Prints how many stories came and how many documents gave none (docs/spark.md)."""
from __future__ import annotations

import argparse

from pyspark.sql import SparkSession

from dragoman import Knowledge
from dragoman import spark as dragoman_spark


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", help="files, folders or addresses of stories; with --follow one folder")
    parser.add_argument("--into", required=True, help="folder or address of the data set")
    parser.add_argument("--partitions", type=int, help="parts that stories are read in")
    parser.add_argument("--knowledge", action="append", default=[], help="folder of your own names and words")
    parser.add_argument("--follow", metavar="CHECKPOINT", help="take what arrives in the folder, and note here how far that is")
    parser.add_argument("--every", help='with --follow: look again so often ("1 minute"), until stopped')
    parser.add_argument("--files-at-once", type=int, default=100, help="with --follow: most files that a part of the stream takes")
    given = parser.parse_args()
    spark = SparkSession.builder.appName("dragoman").getOrCreate()
    knowledge = Knowledge(*given.knowledge)
    if given.follow:
        every = {"processingTime": given.every} if given.every else {}
        dragoman_spark.follow(given.stories[0], given.into, given.follow, spark=spark, knowledge=knowledge,
                              files_at_once=given.files_at_once, **every).awaitTermination()
        return
    tables = dragoman_spark.extract(dragoman_spark.read_stories(spark, given.stories, partitions=given.partitions), knowledge)
    stories = dragoman_spark.write(tables, given.into)
    print(f"{given.into}: {stories} stories, {tables.failures.count()} documents without one")
    spark.stop()


if __name__ == "__main__":
    main()
