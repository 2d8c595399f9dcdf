"""What people look at and hand on: tokens, notebooks, columns, stores."""

import sqlite3

import duckdb
import pyarrow
import pytest

import dateline
from conftest import short


def test_tokens_are_as_spacy_users_know_them(record):
    doc = record.doc
    accused = next(t for t in doc if t.text == "accused")
    assert (accused.pos_, accused.lemma_, accused.head.i) == ("VERB", "accuse", accused.i)
    assert [c.text for c in accused.children if c.dep_ == "nsubj"] == ["Serbia"]
    assert doc.text[accused.idx :].startswith("accused") and accused in accused.subtree
    assert ("Serbia", "GPE") in [(words, kind) for words, kind, _ in doc.ents]
    assert sum(map(len, doc.sents)) == len(doc) and doc[-1].i == len(doc) - 1
    serbia = doc.ents[0]
    assert doc.text[serbia.start_char : serbia.end_char] == serbia.text and serbia.label_
    assert [t.i for t in doc[2:5]] == [2, 3, 4]
    with pytest.raises(IndexError):
        doc[len(doc)]


def test_notebooks_show_hostile_text_as_text(reader):
    page = reader.read('"<script>alert(1)</script> & more," Iran said on Monday.')._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page and 'class="said"' in page


def test_marks_cut_the_text_and_lose_nothing(record):
    import html
    import re

    page = record._repr_html_()
    marked = page.split('<div class="dateline">')[1].split("</div>")[0]
    assert html.unescape(re.sub(r"<[^>]*>", "", marked)) == record.text


def test_columns_are_taken_by_all_that_reads_arrow(reader):
    tables = dateline.tables(reader.read_many(short(n) for n in range(20)))
    events = tables["events"]
    assert len(tables["articles"]) == 20 and events.to_pandas().shape[0] == len(events) == events.to_polars().height
    assert duckdb.sql("SELECT count(*) FROM events").fetchall() == [(len(events),)]
    about = pyarrow.table(events).schema.field("cameo").metadata[b"about"]
    assert about.startswith(b"CAMEO code")
    with pytest.raises(dateline.InputError, match="there is no table 'event'"):
        next(reader.read_many(["Iran condemned it."])).table("event")


def test_a_store_is_added_to_and_asked(reader, tmp_path):
    path = tmp_path / "news.dateline"
    records = list(reader.read_many(short(n) for n in range(40)))
    with pytest.raises(dateline.StoreError):
        dateline.open(path)
    store = dateline.open(path, write=True)
    assert store.add(records) == (40, 0, 0) and store.add(records) == (0, 40, 0)
    asked = dateline.open(path)
    arrested = asked.ask("type:COERCE", limit=1000).to_pandas()
    assert len(arrested) == 10
    assert asked.sql("SELECT count(*) AS n FROM events").to_pandas().n[0] == len(asked.table("events"))
    assert asked.timeline("type:COERCE", by="day").to_pandas().events.sum() == 10
    with pytest.raises(dateline.StoreError, match="type:COERSE"):
        asked.ask("type:COERSE")
    assert sqlite3.connect(path).execute("SELECT count(*) FROM articles").fetchone() == (40,)


def test_the_tables_are_those_of_the_schema():
    from dateline import _dateline
    from dateline.table import NAMES

    lists = [f.name for f in pyarrow.table(_dateline.schema()).schema if pyarrow.types.is_list(f.type)]
    assert ["articles", *lists] == [n for n in [NAMES[0], "notes", *NAMES[1:]]]


def test_types_are_those_that_the_stubs_say(tmp_path):
    api = pytest.importorskip("mypy.api")
    places = ["-p", "dateline", "--ignore-missing-imports", "--cache-dir", str(tmp_path)]
    said, wrong, status = api.run(places)
    assert status == 0, said + wrong
    script = tmp_path / "script.py"
    script.write_text(
        "import dateline\n"
        "record = dateline.Reader().read('Iran condemned it.', published='2021-03-01')\n"
        "actor: str | None = record.events[0].source[0].actor\n"
        "words: list[str] = [token.head.lemma_ for token in record.doc[0:3]]\n"
        "added: int = dateline.open('news.dateline', write=True).add([record]).new\n"
    )
    said, wrong, status = api.run([str(script), "--strict", "--cache-dir", str(tmp_path)])
    assert status == 0, said + wrong
