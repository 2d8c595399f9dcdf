"""Which articles are reprints of others, over partitions.

The runs of words that are kept of an article are join keys: articles of one key are met in one place. Whom an article is
linked to, and what it is in its cluster, is decided by the code of `dateline reprints`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .. import _dateline
from ..reader import columns
from .reading import ROWS, chosen
from .rows import components, grouped, kept, numbered, through

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

_LISTS = "kinds array<long>, keys array<long>, kept array<long>, from array<long>, to array<long>, begin array<long>, end array<long>"
_PRINT = f"name string, day long, version long, {_LISTS}, error string"
_SEEN = "number long, runs long, version long"
_OTHER = "of_number long, of_runs long, of_version long"
_SHARED = "number long, shared array<struct<begin: long, end: long>>"
#: Where a row of a key came back alone: later articles do not meet its article there.
_RUN = 0


def reprints(df: DataFrame, text: str = "text", **names: str) -> DataFrame:
    """What each article is to those before it, in the order of their days and, of one day, of their names: `cluster`,
    `role`, `update`, `reprint_of`, `share`, `shared`, as `dateline.Reprints` says of articles in that order. `names` say
    which columns hold `published`, `title`, `id`, `url`, `language`. No two articles may have one id.

    >>> dateline.spark.reprints(df, text="body", published="date", id="url")              # doctest: +SKIP
    """
    from pyspark.sql import functions as f

    prints = kept(numbered(_prints(df, text, names)).withColumn("runs", f.size("kept").cast("long")))
    keys = prints.select("number", "runs", "version", f.explode(f.arrays_zip("kinds", "keys")).alias("of"))
    keys = keys.select("number", "runs", "version", f.col("of.kinds").alias("kind"), f.col("of.keys").alias("key"))
    meet = grouped(keys, ["kind", "key"], ["number"])
    met = kept(through(meet, "meet", f"{_SEEN}, kind long, key long, {_OTHER}"))
    ties = grouped(met.where("of_number IS NOT NULL"), ["number"], ["of_number", "kind", "key"])
    ties = kept(through(ties, "link", f"{_SEEN}, {_OTHER}, share double, rewritten long"))
    clusters = components(ties.select(f.col("number").alias("a"), f.col("of_number").alias("b")))
    clusters = clusters.toDF("number", "cluster")
    roles = grouped(ties.join(clusters, "number"), ["cluster"], ["number"])
    roles = through(roles, "role", "number long, role string, update long")
    found = ties.join(clusters, "number").join(roles, "number").join(_shared(prints, met, ties), "number")
    found = found.select("number", "cluster", "role", "update", "of_number", "share", "shared")
    article = prints.select("number", "name", "error")
    named = lambda number, name: prints.select(f.col("number").alias(number), f.col("name").alias(name))  # noqa: E731
    found = found.withColumnRenamed("cluster", "first").join(named("first", "cluster"), "first", "left")
    found = found.join(named("of_number", "reprint_of"), "of_number", "left")
    return article.join(found, "number", "left").select(
        "name",
        f.when(f.col("error").isNull(), f.coalesce("cluster", "name")).alias("cluster"),
        f.when(f.col("error").isNull(), f.coalesce("role", f.lit("original"))).alias("role"),
        "update",
        "reprint_of",
        f.when(f.col("error").isNull(), f.coalesce("share", f.lit(0.0))).alias("share"),
        f.coalesce("shared", f.array().cast("array<struct<begin: long, end: long>>")).alias("shared"),
        "error",
    )


def _prints(df: DataFrame, text: str, names: dict[str, str]) -> DataFrame:
    parts: list[Any] = columns(text, names)

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            for start in range(0, batch.num_rows, ROWS):
                yield from pyarrow.table(_dateline.prints(batch.slice(start, ROWS), parts)).to_batches()

    return chosen(df, text, names).mapInArrow(work, _PRINT)


def _shared(prints: DataFrame, met: DataFrame, ties: DataFrame) -> DataFrame:
    """The words that each linked article shares with the one that it is linked to."""
    from pyspark.sql import functions as f

    alone = met.where(f"of_number IS NULL AND kind = {_RUN}").groupBy("number").agg(f.collect_list("key").alias("alone"))
    runs = f.expr(f"transform(filter(arrays_zip(kinds, keys), k -> k.kinds = {_RUN}), k -> k.keys)")
    theirs = prints.select("number", runs.alias("theirs")).join(alone, "number", "left")
    theirs = theirs.select(
        f.col("number").alias("of_number"), f.expr("array_except(theirs, coalesce(alone, array()))").alias("theirs")
    )
    ours = prints.select("number", "kept", "from", "to", "begin", "end")
    both = ties.select("number", "of_number").join(ours, "number").join(theirs, "of_number")
    return through(both.drop("of_number"), "shared", _SHARED)
