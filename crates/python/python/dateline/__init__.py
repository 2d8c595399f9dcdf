"""dateline reads the news and writes the record of it: who did what to whom, who said what, when and where, each line
pointing to the characters that support it.

>>> import dateline
>>> reader = dateline.Reader()
>>> record = reader.read("BELGRADE, May 14 - Serbia accused Kosovo on Tuesday of blocking talks.", published="2019-05-14")
>>> record.events[0].plover.type, record.events[0].source[0].actor
('ACCUSE', 'SRBGOV')
>>> record.words(record.events[0].trigger)
'accused'
"""

from ._dateline import DatelineError, InputError, KnowledgeError, RuleError, StoreError, made_by
from .doc import Doc, Token
from .reader import Reader, Reading, Reprints, Text
from .record import (
    Claim,
    Commitment,
    Dateline,
    Day,
    Deadline,
    Entity,
    Event,
    Evidence,
    Outcome,
    Party,
    Place,
    Plover,
    Record,
    Statement,
    Timex,
    Words,
)
from .store import Store, open
from .table import Table, tables

__version__ = made_by().split(",")[0].removeprefix("dateline ")

__all__ = [
    "Claim", "Commitment", "Dateline", "DatelineError", "Day", "Deadline", "Doc", "Entity", "Event", "Evidence",
    "InputError", "KnowledgeError", "Outcome", "Party", "Place", "Plover", "Reader", "Reading", "Record", "Reprints", "RuleError",
    "Statement", "Store", "StoreError", "Table", "Text", "Timex", "Token", "Words", "open", "tables",
]
