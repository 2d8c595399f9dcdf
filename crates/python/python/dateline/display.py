"""A record as HTML for notebooks: the text with its statements and events marked, and the two lists under it.

The text is cut at every begin and end of a mark, so that marks may overlap; every piece is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .record import Event, Party, Record, Statement

_STYLE = """<style>
.dateline { font-family: serif; line-height: 1.6; max-width: 50em; white-space: pre-wrap; unicode-bidi: isolate }
.dateline .said { border-bottom: 2px solid #2a78b5; background: rgba(42, 120, 181, .08) }
.dateline .said.within { border-bottom-style: double }
.dateline .done { border: 1px solid #b5562a; border-radius: .2em; padding: 0 .1em; background: rgba(181, 86, 42, .12) }
.dateline-list { font-size: 90%; border-collapse: collapse; margin-top: 1em }
.dateline-list td, .dateline-list th { text-align: left !important; vertical-align: top; padding: .1em .8em .1em 0 }
</style>"""


def page(record: Record) -> str:
    """The whole of it."""
    return (
        f'{_STYLE}<div class="dateline">{_marked(record)}</div>'
        f"{_list(('who', 'said', 'what'), [_said(record, s) for s in record.statements])}"
        f"{_list(('who', 'did', 'to whom', 'when', 'where'), [_done(e) for e in record.events])}"
    )


def _marked(record: Record) -> str:
    said = [(span, s) for s in record.statements for span in s.content]
    done = [(e.trigger, e) for e in record.events]
    cuts = sorted({0, len(record.text), *(at for span, _ in said + done for at in span)})
    out = []
    for begin, end in zip(cuts, cuts[1:]):
        words = escape(record.text[begin:end])
        event = next((e for (b, x), e in done if b <= begin and end <= x), None)
        if event:
            words = f'<span class="done" title="{escape(_told(event))}">{words}</span>'
        around = [s for (b, x), s in said if b <= begin and end <= x]
        if around:
            within = " within" if any(s.within for s in around) else ""
            title = "; ".join(f"{s.id}: {_name(s.speaker)}, {s.stance}" for s in around)
            words = f'<span class="said{within}" title="{escape(title)}">{words}</span>'
        out.append(words)
    return "".join(out)


def _name(party: Party | None) -> str:
    if party is None:
        return "—"
    return f"{party.name or '?'}{f' ({party.actor})' if party.actor else ''}"


def _names(parties: tuple[Party, ...]) -> str:
    return ", ".join(map(_name, parties)) or "—"


def _told(event: Event) -> str:
    return f"{event.id} {event.plover.type} {event.cameo}: {_names(event.source)} → {_names(event.target)}"


def _said(record: Record, s: Statement) -> tuple[str, ...]:
    return _name(s.speaker), f"{record.words(s.cue) or ''} [{s.stance}]", record.words(s.content) or ""


def _done(e: Event) -> tuple[str, ...]:
    sure = "" if e.factuality == "actual" else f" [{e.factuality}]"
    claimed = f", says {_name_of(e)}" if e.claimed_by else ""
    where = (e.place.name or e.place.text) if e.place else ""
    return (
        _names(e.source),
        f"{e.plover.type} {e.cameo}{sure}{claimed}",
        _names(e.target),
        e.date.value if e.date else "",
        where,
    )


def _name_of(e: Event) -> str:
    return (e.claimed_by.name if e.claimed_by else None) or "?"


def _list(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    cells = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="dateline-list"><tr>{cells}</tr>{lines}</table>'
