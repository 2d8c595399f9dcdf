"""Which articles tell of the same happening, over partitions.

Reports that share a key and were published within days are met in blocks; those whose words are alike are linked; what
hangs together by links is an affair, and one machine holds it whole when it is parted into happenings. Each decision is
made by the code of the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import _dateline
from .rows import components, grouped, kept, numbered, through

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TEXTS = "array<string>"
_NEWS = f"article long, event long, published string, days {_TEXTS}, words {_TEXTS}, keys {_TEXTS}, actors {_TEXTS}"
_REPORT = f"happening long, story long, article long, event long, day string, score double, why {_TEXTS}"


def happenings(records: DataFrame) -> DataFrame:
    """Reports of happenings that several articles tell of, a row each: the `article`, the `happening` and the `story` as
    the names of the articles that told of it first, the `event` of the article, the `type` and `day` of the happening, how
    well the report goes with the others (`score`) and `why`. `records` are what `read` returned, best read back from
    Parquet: they are gone through several times.

    >>> dateline.spark.happenings(spark.read.parquet("records"))                          # doctest: +SKIP
    """
    from pyspark.sql import functions as f

    news = records.where("error IS NULL").select("name", f.explode("news").alias("n")).select("name", "n.*")
    news = numbered(news.withColumn("day", f.unix_date(f.to_date("published")))).drop("day")
    news = kept(news.withColumnRenamed("number", "article"))
    keys = through(news, "keys", f"key string, day long, rank long, name string, {_NEWS}")
    links = through(grouped(keys, ["key"], ["day", "rank", "name"]), "alike", "a long, b long, likeness double")
    affairs = _affairs(kept(links.distinct()))
    reports = grouped(news.join(affairs, "article"), ["affair"], ["name"])
    found = kept(through(reports, "affair", _REPORT))
    named = lambda number: news.select(f.col("article").alias(number), f.col("name").alias(f"{number}_name"))  # noqa: E731
    for number in ("article", "happening", "story"):
        found = found.join(named(number), number).drop(number).withColumnRenamed(f"{number}_name", number)
    return _told(found, records)


def _affairs(links: DataFrame) -> DataFrame:
    """The affair of each article: what hangs together on the lowest rung of likeness on which it is not too large."""
    from pyspark.sql import functions as f

    ladder, most = _dateline.ladder()
    placed: DataFrame | None = None
    for rung, least in enumerate(ladder):
        links = links.where(f.col("likeness") >= least)
        stars = components(links.select("a", "b"))
        stars = stars.union(stars.select("root", "root").distinct()).toDF("article", "affair")
        size = stars.groupBy("affair").count()
        last = rung + 1 == len(ladder)
        small = stars if last else stars.join(size.where(f.col("count") <= most), "affair").select("article", "affair")
        placed = small if placed is None else placed.union(small)
        large = size.where(f.col("count") > most)
        if last or large.isEmpty():
            break
        large = stars.join(large, "affair").select(f.col("article").alias("a"))
        links = kept(links.join(large, "a"))
    assert placed is not None, "a ladder has rungs"
    return placed


def _told(found: DataFrame, records: DataFrame) -> DataFrame:
    """With the type that most reports give to the happening as their news, and each one's event of that type."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    main = records.select(f.col("name").alias("article"), f.explode("events").alias("e")).where("e.main")
    main = main.select("article", "e.n", "e.type").join(found.select("article", "happening"), "article")
    counts = main.groupBy("happening", "type").agg(f.count_distinct("article").alias("articles"))
    likeliest = Window.partitionBy("happening").orderBy(f.desc("articles"), "type")
    types = counts.withColumn("place", f.row_number().over(likeliest)).where("place = 1").select("happening", "type")
    events = main.join(types, ["happening", "type"]).groupBy("article").agg(f.min("n").alias("first"))
    told = found.join(types, "happening", "left").join(events, "article", "left")
    event = f.coalesce("first", "event").alias("event")
    return told.select("article", "happening", "story", event, "type", "day", "score", "why")
