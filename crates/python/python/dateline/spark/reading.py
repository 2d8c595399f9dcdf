"""Texts to records: one row an article in, one row an article out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .. import _dateline
from ..reader import Reader, columns
from ..table import NAMES

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

#: Texts that a worker holds at a time.
ROWS = 64

#: Readers of this process by what they were made with; loading one is dearer than reading a text.
_readers: dict[tuple, Reader] = {}


def _reader(knowledge: tuple, rules: tuple, only: bool) -> Reader:
    made_with = (knowledge, rules, only)
    if made_with not in _readers:
        _readers[made_with] = Reader(knowledge, rules, only)
    return _readers[made_with]


def _kind(arrow: Any) -> Any:
    """Arrow to the types of Spark, lists and structs down."""
    import pyarrow.types as is_
    from pyspark.sql import types as spark

    if is_.is_list(arrow):
        return spark.ArrayType(_kind(arrow.value_type), arrow.value_field.nullable)
    if is_.is_struct(arrow):
        return spark.StructType([spark.StructField(f.name, _kind(f.type), f.nullable) for f in arrow])
    plain = {"string": spark.StringType, "int64": spark.LongType, "double": spark.DoubleType, "bool": spark.BooleanType}
    return plain[str(arrow)]()


def schema() -> Any:
    """The schema of what `read` returns: the article's columns, `error`, and a list of structs a table."""
    import pyarrow

    from pyspark.sql.types import StructField, StructType

    fields = pyarrow.table(_dateline.schema()).schema
    return StructType([StructField(f.name, _kind(f.type), f.nullable) for f in fields])


def read(
    df: DataFrame,
    text: str = "text",
    knowledge: Iterable[str] = (),
    rules: Iterable[str] = (),
    only: bool = False,
    **names: str,
) -> DataFrame:
    """A DataFrame of texts to one row a text, in the schema of `schema()`. What cannot be read has its reason in the
    column `error`, and the rest goes on. `names` say which columns hold `published`, `title`, `id`, `url`, `language`;
    files of `knowledge` and `rules` must be on every worker (`spark.sparkContext.addFile`).

    >>> records = dateline.spark.read(df, text="body", published="date", id="url")        # doctest: +SKIP
    >>> records.where("error IS NULL").write.parquet("records")                           # doctest: +SKIP
    """
    knowledge, rules = tuple(knowledge), tuple(rules)

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        reader = _reader(knowledge, rules, only)
        for batch in batches:
            for start in range(0, batch.num_rows, ROWS):
                rows = pyarrow.table(reader.read_batch(batch.slice(start, ROWS), text, **names))
                yield from rows.to_batches()

    return chosen(df, text, names).mapInArrow(work, schema())


def chosen(df: DataFrame, text: str, names: dict[str, str]) -> DataFrame:
    """The columns that are read, as text."""
    columns(text, names)
    return df.select([df[column].cast("string").alias(column) for column in dict.fromkeys([text, *names.values()])])


def table(records: DataFrame, name: str) -> DataFrame:
    """One of the tables of records that `read` returned, a row each, with the article's name in `article`."""
    from pyspark.sql import functions as f

    if name == "articles":
        lists = [n for n in NAMES if n != "articles"]
        return records.drop("error", *lists).where(f.col("name").isNotNull() & records["error"].isNull())
    if name not in NAMES:
        raise ValueError(f"there is no table {name!r}; there are {', '.join(NAMES)}")
    rows = records.select(f.col("name").alias("article"), f.explode(name).alias("row"))
    return rows.select("article", "row.*")
