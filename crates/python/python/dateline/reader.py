"""Texts to records."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from os import PathLike
from typing import Any, NamedTuple

from . import _dateline
from .record import Record
from .table import Table

Path = str | PathLike[str]


class Text(NamedTuple):
    """An article to read. Only `text` has to be there; days are read in any common way of writing them."""

    text: str
    published: str | None = None
    title: str | None = None
    id: str | None = None
    url: str | None = None
    language: str | None = None


def _day(day: Any) -> str | None:
    """`datetime.date`, `pandas.Timestamp` and the like to text."""
    if day is None or isinstance(day, str):
        return day
    if not hasattr(day, "isoformat"):
        raise TypeError(f"a day is text or a date, not {type(day).__name__}")
    return day.isoformat()[:10] if day == day else None


def _text(item: Any, names: Mapping[str, str]) -> Text:
    """An item as an article. One that is missing, as tables have it, is an empty text, which is told as such."""
    item = item.as_py() if hasattr(item, "as_py") else item
    if isinstance(item, Text):
        parts = item
    elif isinstance(item, str):
        parts = Text(item)
    elif item is None or item != item:
        parts = Text("")
    elif isinstance(item, Mapping) and names["text"] in item:
        of = {part: item[name] for part, name in names.items() if item.get(name) is not None}
        parts = Text(**{"text": "", **of})
    else:
        what = f"a mapping with '{names['text']}'"
        raise TypeError(f"an article is a str, a dateline.Text or {what}, not {type(item).__name__}")
    return parts._replace(published=_day(parts.published))


def _texts(source: Any, names: Mapping[str, str]) -> Iterator[Text]:
    """The rows of whatever hands over Arrow (tables of pyarrow and polars, DataFrames), else the items as they come."""
    table = hasattr(source, "__arrow_c_stream__") and hasattr(source, "columns")
    return (_text(item, names) for item in (_rows(source, names) if table else source))


def _rows(source: Any, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    import pyarrow

    table = pyarrow.table(source)
    if names["text"] not in table.column_names:
        raise TypeError(f"there is no column '{names['text']}'; there are {', '.join(table.column_names)}")
    for batch in table.select([n for n in table.column_names if n in names.values()]).to_batches(1024):
        yield from batch.to_pylist()


class Reading:
    """Records as they are asked for, in the order of the texts. `failed` lists what was passed over."""

    def __init__(self, inner: _dateline.Reading, skip: bool, bar: Any) -> None:
        self._inner = inner
        self._skip = skip
        self._bar = bar
        self._number = -1
        #: Number of the text, from 0, and why it could not be read; with `errors="skip"`.
        self.failed: list[tuple[int, str]] = []

    def __iter__(self) -> Reading:
        return self

    def __next__(self) -> Record:
        while True:
            try:
                self._number += 1
                inner = next(self._inner)
            except StopIteration:
                if self._bar is not None:
                    self._bar.close()
                raise
            except _dateline.InputError as error:
                if not self._skip:
                    raise _dateline.InputError(f"text {self._number}: {error}") from None
                self.failed.append((self._number, str(error)))
                continue
            if self._bar is not None:
                self._bar.update()
            return Record(inner)


class Reader:
    """Reads texts into records. Loading takes a tenth of a second; one reader serves all threads.

    `knowledge` and `rules` are files laid over what is known, as `--knowledge` and `--rules` of the command; with `only`,
    no actors are known but those of the files.
    """

    def __init__(self, knowledge: Sequence[Path] = (), rules: Sequence[Path] = (), only: bool = False) -> None:
        self._inner = _dateline.Reader(list(knowledge), list(rules), only)

    def read(
        self,
        text: str,
        published: Any = None,
        title: str | None = None,
        id: str | None = None,
        url: str | None = None,
        language: str | None = None,
    ) -> Record:
        """One text to its record. Raises `InputError` where there is nothing to read."""
        return Record(self._inner.read(Text(text, _day(published), title, id, url, language)))

    def read_many(
        self,
        texts: Iterable[Any],
        jobs: int | None = None,
        errors: str = "raise",
        progress: bool = False,
        text: str = "text",
        **names: str,
    ) -> Reading:
        """Many texts, in threads, in their order, as they are asked for; memory does not grow with their number.

        `texts` are strings, `Text`s, mappings, a column of texts, or a table of Arrow, pandas or polars. Of mappings and
        tables `text` and `names` say what holds `published`, `title`, `id`, `url`, `language`, where it is not called so.
        With `errors="skip"` what cannot be read is passed over and listed in `failed` of the result.

        >>> import dateline
        >>> reading = dateline.Reader().read_many(["Iran condemned the attack.", " "], errors="skip")
        >>> [record.events[0].plover.type for record in reading], reading.failed
        (['ACCUSE'], [(1, 'there is no text in it; give an input that has some')])
        """
        if errors not in ("raise", "skip"):
            raise ValueError(f"errors is 'raise' or 'skip', not {errors!r}")
        columns(text, names)
        parts = _texts(texts, {**{part: part for part in Text._fields}, **names, "text": text})
        bar = _bar(len(texts) if isinstance(texts, Sized) else None) if progress else None
        return Reading(self._inner.read_many(parts, jobs or 0), errors == "skip", bar)

    def read_batch(self, batch: Any, text: str = "text", **names: str) -> Table:
        """A batch or table of Arrow to one row a text, with its statements, events and the rest as lists; what cannot be
        read has its reason in the column `error`. `names` say which columns hold `published`, `title`, `id`, `url`,
        `language`. On one thread: clusters and data frames have threads of their own.
        """
        return Table(self._inner.read_batch(batch, columns(text, names)))


class Reprints:
    """Which articles are copies, cut copies or new versions of those before them. Kept in a folder, as that of
    `dateline reprints --index`, or in memory alone.

    >>> import dateline, pyarrow
    >>> story = "The ministers of both countries met in Geneva on Monday and agreed to open the border. " * 3
    >>> found = dateline.Reprints().add(pyarrow.table({"text": [story, "Nothing of that.", story], "id": ["a", "b", "c"]}), id="id")
    >>> found.to_pandas()[["name", "cluster", "role"]].values.tolist()
    [['a', 'a', 'original'], ['b', 'b', 'original'], ['c', 'a', 'reprint']]
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._inner = _dateline.Reprints(folder)

    def add(self, batch: Any, text: str = "text", **names: str) -> Table:
        """The articles of a batch or table of Arrow, in their order, to one row each: `name`, `cluster`, `role`, `update`,
        `reprint_of`, `share`, `shared`, and `error` where it cannot be read. `names` are those of `Reader.read_batch`."""
        return Table(self._inner.add(batch, columns(text, names)))


def columns(text: str, names: Mapping[str, str]) -> list[str | None]:
    """The columns of the parts of articles, in the order of `Text`."""
    if wrong := set(names) - set(Text._fields):
        raise TypeError(f"there is no part {', '.join(sorted(wrong))}; there are {', '.join(Text._fields)}")
    return [text, *(names.get(name) for name in Text._fields[1:])]


def _bar(total: int | None) -> Any:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return _Count(total)
    return tqdm(total=total, unit=" articles")


class _Count:
    """A count on standard error, where tqdm is not there."""

    def __init__(self, total: int | None) -> None:
        self.total, self.done = total, 0

    def update(self) -> None:
        self.done += 1
        if self.done % 100 == 0:
            print(f"\r{self.done}{f' of {self.total}' if self.total else ''} read", end="", file=sys.stderr)

    def close(self) -> None:
        print(f"\r{self.done} read", file=sys.stderr)
