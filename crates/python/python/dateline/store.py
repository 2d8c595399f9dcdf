"""Stores: one SQLite file with the records of many articles, joined and asked."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import NamedTuple

from . import _dateline
from .record import Record
from .table import Table


class Added(NamedTuple):
    """What became of the records given to a store."""

    new: int
    same: int
    changed: int


class Store:
    """An open store. `open` makes one."""

    def __init__(self, inner: _dateline.Store) -> None:
        self._inner = inner

    def add(self, records: Iterable[Record]) -> Added:
        """Adds records, all of them or none. What is there in the same text changes nothing."""
        return Added(*self._inner.add([record._inner for record in records]))

    def ask(self, query: str, of: str = "events", limit: int = 100) -> Table:
        """Events or statements that a query finds, the latest first: `'source:RUS target:USA since:2016-12 "corridor"'`."""
        return Table(self._inner.ask(query, of, limit))

    def timeline(self, query: str = "", by: str = "month") -> Table:
        """Counts of the events that a query finds, by day, month or year, with the articles published in that time."""
        return Table(self._inner.timeline(query, by))

    def sql(self, question: str) -> Table:
        """One SELECT."""
        return Table(self._inner.sql(question))

    def table(self, name: str) -> Table:
        """A whole table."""
        return Table(self._inner.table(name))


def open(path: str | PathLike[str], write: bool = False) -> Store:
    """Opens a store to ask it; with `write`, to add to it as well: then it is made where there is none."""
    return Store(_dateline.Store(path, write))
