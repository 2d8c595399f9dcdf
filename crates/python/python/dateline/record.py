"""The record of an article as typed objects. Names and meanings are those of the JSON that the command writes (`class_`
is its `class`, a word that Python keeps for itself); spans are `(begin, end)` in characters of `text`, so that
`text[begin:end]` are the words.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from dataclasses import dataclass
from typing import Any

from . import _dateline
from .doc import Doc

Span = tuple[int, int]


@dataclass(frozen=True)
class Words:
    """A stretch of the text; `span` is None where the input gave the words beside it."""

    span: Span | None
    text: str


@dataclass(frozen=True)
class Dateline:
    """The place, agency and day at the head of a report."""

    span: Span
    place: str | None
    agency: str | None
    day: str | None


@dataclass(frozen=True)
class Party:
    """Somebody who takes part. `actor` is the code, as SRBGOV."""

    span: Span | None
    name: str | None
    actor: str | None
    entity: str | None


@dataclass(frozen=True)
class Evidence:
    """Why a line of the record is there."""

    spans: tuple[Span, ...]
    rule: str
    confidence: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """Somebody is reported to have said or thought something."""

    id: str
    content: tuple[Span, ...]
    cue: Span | None
    speaker: Party | None
    addressee: Party | None
    form: str
    stance: str
    within: str | None
    date: str | None
    evidence: Evidence


@dataclass(frozen=True)
class Plover:
    """PLOVER type, mode and contexts."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """Who says so, where the article itself does not."""

    name: str | None
    actor: str | None
    statement: str


@dataclass(frozen=True)
class Day:
    """A TIMEX3 value with the words it is from and how it came about."""

    value: str
    span: Span | None
    basis: str


@dataclass(frozen=True)
class Place:
    """A mention of a place; what is not known is None."""

    span: Span
    text: str
    name: str | None
    geonames: int | None
    country: str | None
    lat: float | None
    lon: float | None
    modifier: str | None
    confidence: float


@dataclass(frozen=True)
class Event:
    """Somebody does something to somebody."""

    id: str
    trigger: Span
    main: bool
    plover: Plover
    cameo: str
    root: str | None
    quad: int
    goldstein: float
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    factuality: str
    historical: bool
    claimed_by: Claim | None
    date: Day | None
    place: Place | None
    conditions: Span | None
    deadline: Span | None
    same_as: str | None
    evidence: Evidence


@dataclass(frozen=True)
class Deadline:
    """Until when."""

    span: Span
    value: str | None


@dataclass(frozen=True)
class Outcome:
    """What the same article says became of a commitment."""

    status: str
    spans: tuple[Span, ...]
    by: tuple[Party, ...]
    date: Day | None
    event: str | None
    statement: str | None


@dataclass(frozen=True)
class Commitment:
    """A promise, offer, demand, threat or agreement."""

    id: str
    kind: str
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    what: tuple[Span, ...]
    conditions: Span | None
    deadline: Deadline | None
    date: Day | None
    claimed_by: Claim | None
    status: str
    outcomes: tuple[Outcome, ...]
    events: tuple[str, ...]
    statements: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True)
class Timex:
    """A time expression: TIMEX3 type and value."""

    span: Span
    type: str
    value: str | None
    anchor: Span | None
    basis: str


@dataclass(frozen=True)
class Entity:
    """Somebody or something with its mentions."""

    id: str
    name: str
    class_: str | None
    kind: str | None
    actor: str | None
    mentions: tuple[Span, ...]


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _make(kind: Any, value: Any) -> Any:
    """JSON to what its annotation says: classes of this file, tuples of them, or the value as it is."""
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        inner = next(k for k in typing.get_args(kind) if k is not type(None))
        return None if value is None else _make(inner, value)
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)
        each = inner[0] if inner[-1] is Ellipsis else None
        return tuple(_make(each, v) if each else v for v in value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return kind(**{name: _make(hint, value[name.rstrip("_")]) for name, hint in _hints(kind).items()})
    return value


class Record:
    """What an article says happened and was said. Lists are read when they are first looked at."""

    def __init__(self, inner: _dateline.Record) -> None:
        self._inner = inner

    @property
    def text(self) -> str:
        """The text as it was given; all spans count its characters."""
        return self._inner.text

    @functools.cached_property
    def _json(self) -> dict[str, Any]:
        return json.loads(self.to_json())

    def _one(self, kind: Any, name: str) -> Any:
        return _make(kind, self._json[name])

    @property
    def id(self) -> str:
        """Stable name: given, else made of origin and text."""
        return self._json["id"]

    @property
    def origin(self) -> str | None:
        """Where it came from."""
        return self._json["origin"]

    @property
    def language(self) -> str | None:
        """Language code that was given."""
        return self._json["language"]

    @property
    def published(self) -> str | None:
        """Day of publication, YYYY-MM-DD."""
        return self._json["published"]

    @property
    def published_basis(self) -> str | None:
        """What that day is known by."""
        return self._json["published_basis"]

    @property
    def updated(self) -> str | None:
        """Day of the last change, YYYY-MM-DD."""
        return self._json["updated"]

    @property
    def updated_basis(self) -> str | None:
        """What that day is known by."""
        return self._json["updated_basis"]

    @property
    def canonical(self) -> str | None:
        """The address that its page calls its own."""
        return self._json["canonical"]

    @property
    def section(self) -> str | None:
        """The part of the outlet that it stands in."""
        return self._json["section"]

    @property
    def notes(self) -> list[str]:
        """What was doubtful about the input."""
        return self._json["notes"]

    @functools.cached_property
    def title(self) -> Words | None:
        """Headline."""
        return self._one(Words | None, "title")

    @functools.cached_property
    def subtitle(self) -> Words | None:
        """Line under the headline."""
        return self._one(Words | None, "subtitle")

    @functools.cached_property
    def byline(self) -> Words | None:
        """Who wrote it."""
        return self._one(Words | None, "byline")

    @functools.cached_property
    def dateline(self) -> Dateline | None:
        """Place, agency and day at its head."""
        return self._one(Dateline | None, "dateline")

    @functools.cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Who said what, in the order of the text."""
        return self._one(tuple[Statement, ...], "statements")

    @functools.cached_property
    def events(self) -> tuple[Event, ...]:
        """Who did what to whom, main events first."""
        return self._one(tuple[Event, ...], "events")

    @functools.cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """Promises, offers, demands, threats, agreements."""
        return self._one(tuple[Commitment, ...], "commitments")

    @functools.cached_property
    def timexes(self) -> tuple[Timex, ...]:
        """Time expressions."""
        return self._one(tuple[Timex, ...], "timexes")

    @functools.cached_property
    def places(self) -> tuple[Place, ...]:
        """Mentions of places."""
        return self._one(tuple[Place, ...], "places")

    @functools.cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Who and what the article speaks of."""
        return self._one(tuple[Entity, ...], "entities")

    @functools.cached_property
    def doc(self) -> Doc:
        """Tokens, trees and names."""
        return Doc(self._inner)

    def words(self, span: Span | tuple[Span, ...] | None) -> str | None:
        """The words of a span, or of several with `…` between; None for None."""
        if span is None:
            return None
        spans = (span,) if span and isinstance(span[0], int) else span
        return " … ".join(self.text[begin:end] for begin, end in spans)

    def to_json(self, with_text: bool = False) -> str:
        """The record as the command writes it."""
        return self._inner.json(with_text)

    def to_dict(self, with_text: bool = False) -> dict[str, Any]:
        """The same as dictionaries and lists."""
        return json.loads(self.to_json(with_text))

    def to_conllu(self) -> str:
        """The trees as CoNLL-U."""
        return self._inner.conllu()

    def table(self, name: str) -> "Table":
        """One of its tables in columns: `articles`, `statements`, `events`, `parties` and so on."""
        from .table import Table

        return Table(_dateline.table(name, [self._inner]))

    def to_pandas(self, name: str = "events") -> Any:
        """One of its tables as a DataFrame of pandas."""
        return self.table(name).to_pandas()

    def to_polars(self, name: str = "events") -> Any:
        """One of its tables as a DataFrame of polars."""
        return self.table(name).to_polars()

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self._json[n])} {n}" for n in ("statements", "events", "commitments"))
        return f"<dateline.Record {self.id}: {counts}>"

    def _repr_html_(self) -> str:
        from .display import page

        return page(self)


if typing.TYPE_CHECKING:
    from .table import Table
