"""Texts to records: one, many, in batches; what goes wrong."""

import datetime
import json
import os
import pathlib
import subprocess

import pandas
import polars
import pyarrow
import pytest

import dateline
from conftest import STORY, short

ROOT = pathlib.Path(__file__).parents[3]


def test_record_is_typed_and_points_into_the_text(record):
    accused = record.events[0]
    assert (accused.plover.type, accused.source[0].name, accused.target[0].name) == ("ACCUSE", "Serbia", "Kosovo")
    assert record.words(accused.trigger) == "accused"
    said = record.statements[1]
    assert record.words(said.content) == '"We will not sign under pressure,"'
    assert (said.speaker.name, said.stance, said.form) == ("Aleksandar Vucic", "asserts", "direct")
    promise = record.commitments[0]
    assert (promise.kind, promise.deadline.value) == ("promise", "2019-05-17")
    assert record.dateline.place == "BELGRADE" and record.published_basis == "field"


def test_every_field_of_the_json_is_an_attribute(record):
    for name in record.to_dict():
        if name not in ("slug", "made_by"):
            assert hasattr(record, name), name
    for name in ("statements", "events", "commitments", "timexes", "places", "entities"):
        for data, typed in zip(record.to_dict()[name], getattr(record, name), strict=True):
            assert list(data) == [n.rstrip("_") for n in vars(typed)], name


def test_days_are_taken_as_python_has_them(reader):
    day = datetime.date(2019, 5, 14)
    for given in (day, datetime.datetime(2019, 5, 14, 12), pandas.Timestamp(day), "14 May 2019"):
        assert reader.read(STORY, published=given).published == "2019-05-14"


def test_many_are_read_in_order_whatever_the_threads(reader):
    texts = [short(n) for n in range(200)]
    one = [r.to_json() for r in reader.read_many(texts, jobs=1)]
    assert [json.loads(r)["id"] for r in one] == [t["id"] for t in texts]
    assert one == [r.to_json() for r in reader.read_many((t for t in texts), jobs=4)]
    assert one == [r.to_json() for r in reader.read_many(pyarrow.Table.from_pylist(texts))]
    assert one == [r.to_json() for r in reader.read_many(polars.DataFrame(texts))]
    assert one == [r.to_json() for r in reader.read_many(pandas.DataFrame(texts))]


def test_columns_may_have_other_names(reader):
    rows = [{"body": short(n)["text"], "day": datetime.date(2021, 3, 1 + n), "key": f"k{n}"} for n in range(3)]
    for table in (rows, pandas.DataFrame(rows), polars.DataFrame(rows), pyarrow.Table.from_pylist(rows)):
        read = list(reader.read_many(table, text="body", published="day", id="key"))
        assert [(r.id, r.published) for r in read] == [(f"k{n}", f"2021-03-0{1 + n}") for n in range(3)]
    with pytest.raises(TypeError, match="there is no column 'text'; there are body, day, key"):
        list(reader.read_many(pandas.DataFrame(rows)))
    with pytest.raises(TypeError, match="there is no part date"):
        reader.read_many(rows, text="body", date="day")


def test_columns_alone_and_what_is_missing_in_them(reader):
    texts = [short(0)["text"], None, short(1)["text"]]
    columns = (texts, pandas.Series(texts), polars.Series(texts), pyarrow.array(texts), pyarrow.chunked_array([texts]))
    tables = (pandas.DataFrame({"text": texts}), polars.DataFrame({"text": texts}), pyarrow.table({"text": texts}))
    for source in (*columns, *tables):
        reading = reader.read_many(source, errors="skip")
        assert len(list(reading)) == 2 and reading.failed[0][0] == 1, type(source)
    with pytest.raises(TypeError, match="a day is text or a date, not int"):
        reader.read(STORY, published=20190514)


def test_many_is_lazy(reader):
    taken = []

    def texts():
        for n in range(10_000):
            taken.append(n)
            yield short(n)

    next(reader.read_many(texts(), jobs=2))
    assert len(taken) < 100


def test_what_cannot_be_read_is_told(reader):
    with pytest.raises(dateline.InputError, match="there is no text in it"):
        reader.read("  ")
    texts = ["Iran condemned the attack.", "", "Police arrested six protesters."]
    with pytest.raises(dateline.InputError, match="text 1: there is no text in it"):
        list(reader.read_many(texts))
    reading = reader.read_many(texts, errors="skip")
    assert len(list(reading)) == 2 and reading.failed[0][0] == 1
    with pytest.raises(TypeError, match="not int"):
        list(reader.read_many([7]))
    with pytest.raises(dateline.InputError, match="9 MB"):
        reader.read("war " * (9 << 18))


def test_batches_keep_a_place_for_what_failed(reader):
    batch = pyarrow.table({"body": [STORY, " ", None], "day": ["2019-05-14", None, None], "key": ["a", "b", None]})
    rows = pyarrow.table(reader.read_batch(batch, text="body", published="day", id="key")).to_pylist()
    assert [r["name"] for r in rows] == ["a", "b", None]
    assert rows[0]["error"] is None and "no text" in rows[1]["error"] and "`body`" in rows[2]["error"]
    assert rows[0]["events"][0]["type"] == "ACCUSE" and rows[1]["events"] == []
    with pytest.raises(dateline.InputError, match="there is no column 'text'; there are body, day, key"):
        reader.read_batch(batch)
    with pytest.raises(TypeError, match="there is no part date"):
        reader.read_batch(batch, text="body", date="day")


def test_knowledge_and_rules_are_laid_over(tmp_path):
    table = tmp_path / "my.tsv"
    table.write_text("noun\tcode\toffice\tplural\tperson\tsource\nstormtrooper\tMIL\t\t\tyes\town knowledge\n")
    rules = tmp_path / "my.rule"
    rules.write_text("rule ours/twin COOPERATE 060\nverbs twin : subject <> with\n")
    reader = dateline.Reader(knowledge=[table], rules=[rules])
    assert reader.read("Paris twinned with Rome.").events[0].evidence.rule == "ours/twin"
    table.write_text("noun\tcode\nx\n")
    with pytest.raises(dateline.KnowledgeError, match="my.tsv"):
        dateline.Reader(knowledge=[table])
    rules.write_text("rule\n")
    with pytest.raises(dateline.RuleError, match="my.rule"):
        dateline.Reader(rules=[rules])


@pytest.mark.skipif("DATELINE" not in os.environ, reason="DATELINE names no command to compare with")
def test_the_command_says_the_same(reader, tmp_path):
    texts = [short(n) for n in range(50)]
    lines = tmp_path / "texts.jsonl"
    lines.write_text("".join(json.dumps(t) + "\n" for t in texts))
    command = [os.environ["DATELINE"], "read", "--format", "jsonl", str(lines)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    for theirs, ours in zip(said, reader.read_many(texts), strict=True):
        theirs = json.loads(theirs)
        assert theirs | {"origin": None} == ours.to_dict()
