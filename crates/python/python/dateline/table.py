"""Tables in columns of Arrow. They are handed over without a copy, and nothing is needed until they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from . import _dateline

if TYPE_CHECKING:
    from .record import Record

#: Names of the tables, as the schema has them.
NAMES = (
    "articles", "statements", "events", "parties", "commitments", "outcomes", "timexes", "places", "entities", "news",
)


class Table:
    """Whatever reads Arrow takes it as it is: `pyarrow.table(t)`, `polars.DataFrame(t)`, `duckdb.sql("FROM t")`."""

    def __init__(self, inner: _dateline.Table) -> None:
        self._inner = inner

    @property
    def column_names(self) -> list[str]:
        """Names of the columns."""
        return self._inner.column_names

    def __len__(self) -> int:
        return len(self._inner)

    def __arrow_c_schema__(self) -> Any:
        return self._inner.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._inner.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> Any:
        """As a table of pyarrow."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> Any:
        """As a DataFrame of pandas."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """As a DataFrame of polars."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"<dateline.Table of {len(self)} rows: {', '.join(self.column_names)}>"


def tables(records: Iterable[Record]) -> dict[str, Table]:
    """The rows of many records in one table each. Articles are numbered from 1 in the order of the records.

    >>> import dateline
    >>> read = dateline.Reader().read_many(["Iran condemned the attack.", "Police arrested six protesters in Tunis."])
    >>> {name: len(table) for name, table in dateline.tables(read).items()}["articles"]
    2
    """
    inner = [record._inner for record in records]
    return {name: Table(_dateline.table(name, inner)) for name in NAMES}
