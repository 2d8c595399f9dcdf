"""What all jobs need: steps over sorted rows, numbers of articles, what hangs together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import _dateline

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

#: The day of articles without one: before all others.
UNDATED = -(2**31)


def through(rows: DataFrame, step: str, schema: str) -> DataFrame:
    """Rows through one of the steps that are written in Rust, each partition in its order."""

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        under_way = _dateline.Step(step)
        for batch in batches:
            yield from pyarrow.table(under_way.go(batch)).to_batches()
        yield from pyarrow.table(under_way.go(None)).to_batches()

    return rows.mapInArrow(work, schema)


def grouped(rows: DataFrame, by: list[str], then: list[str]) -> DataFrame:
    """Rows of one group in one partition, sorted."""
    return rows.repartition(*by).sortWithinPartitions(*by, *then)


def kept(rows: DataFrame) -> DataFrame:
    """Rows worked out once: in the checkpoint folder of Spark where one is set, so that a worker's death costs nothing, else
    in the memory and on the disks of the workers. Plans would double with each use without it.
    """
    return rows.checkpoint() if rows.sparkSession.sparkContext.getCheckpointDir() else rows.localCheckpoint()


def numbered(rows: DataFrame) -> DataFrame:
    """Articles by a `number` that grows with `day` and, of one day, with `name`: the same whatever the partitions."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    day = f.coalesce("day", f.lit(UNDATED)).cast("long")
    place = f.row_number().over(Window.partitionBy("day").orderBy("name"))
    return rows.withColumn("number", f.shiftleft(day, 32) + place)


def components(edges: DataFrame) -> DataFrame:
    """What hangs together by edges of `a` and `b`: each `node` but the least of its component, with this as `root`.

    By stars, as R. Kiveris and others tell in "Connected Components in MapReduce and Beyond" (2014): the neighbours of
    each node are tied to the least of them, first the larger ones, then the smaller ones, until nothing changes.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    least = f.min("b").over(Window.partitionBy("a"))
    stars = edges.select(f.greatest("a", "b").alias("a"), f.least("a", "b").alias("b")).where("a <> b")
    stars, now, before = kept(stars.distinct()), None, ()
    while now != before:
        both = stars.union(stars.select(f.col("b").alias("a"), f.col("a").alias("b")))
        larger = both.select("a", "b", f.least("a", least).alias("m")).where("b > a")
        larger = larger.select(f.col("b").alias("a"), f.col("m").alias("b")).distinct()
        near = larger.select("a", "b", least.alias("m"))
        smaller = near.select(f.explode(f.array("a", "b")).alias("a"), f.col("m").alias("b")).where("a <> b")
        stars = kept(smaller.distinct())
        now, before = _mark(stars), now
    return stars.toDF("node", "root")


def _mark(edges: DataFrame) -> tuple:
    """The same for the same edges."""
    from pyspark.sql import functions as f

    return tuple(edges.agg(f.count("*"), f.bit_xor(f.xxhash64("a", "b"))).collect()[0])
