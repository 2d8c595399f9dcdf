"""What articles are to each other, on a cluster and on one machine."""

import json
import os
import pathlib
import random
import signal
import threading

import pyarrow
import pytest

import dateline
from conftest import STORY

pytestmark = pytest.mark.spark
STORIES = pathlib.Path(__file__).parents[3] / "stories" / "happenings"


def sentence(n: int) -> str:
    return f"The mayor of district {n % 13} signed treaty {n} after {n % 17} hours of talks in hall {n % 7}."


def prints(many: int = 620) -> list[dict]:
    """Copies, excerpts, longer versions, slugs and a line that stands in all, over two months and without a day."""
    chance = random.Random(7)
    made = []
    for n in range(many):
        slug = chance.choice(["", "", "BC-Border-Talks\n\n", "BC-Border-Talks, 3rd Ld-Writethru\n\n"])
        first = chance.randrange(30) * 10
        body = "\n\n".join(map(sentence, range(first, first + 2 + chance.randrange(40))))
        text = f"{slug}{body}\n\nNobody of the ministry could be reached by telephone on this day."
        day = f"2021-{2 + chance.randrange(2):02}-{1 + chance.randrange(28):02}" if chance.random() > 0.05 else None
        made.append({"name": f"a{n:04}", "body": text, "day": day})
    return [*made, {"name": "empty", "body": " ", "day": None}]


@pytest.fixture(scope="module")
def index():
    """What one machine says."""
    articles = sorted(prints(), key=lambda a: (a["day"] or "", a["name"]))
    rows = dateline.Reprints().add(pyarrow.Table.from_pylist(articles), text="body", published="day", id="name")
    rows = sorted(rows.to_arrow().to_pylist(), key=lambda r: r["name"])
    assert {r["role"] for r in rows} == {"original", "reprint", "update", "excerpt", None}
    return rows


def joined(spark) -> list[dict]:
    from dateline import spark as ours

    articles = spark.createDataFrame([tuple(a.values()) for a in prints()], "name string, body string, day string")
    found = ours.reprints(articles.repartition(7), text="body", published="day", id="name").toArrow().to_pylist()
    return sorted(found, key=lambda r: r["name"])


def test_reprints_are_those_of_one_machine(spark, index):
    assert joined(spark) == index


def test_a_worker_killed_while_reprints_are_joined_changes_nothing(spark, index):
    from test_spark import executors

    killed = executors()[:1]
    killer = threading.Timer(4, lambda: os.kill(killed[0], signal.SIGKILL))
    killer.start()
    found = joined(spark)
    killer.join()
    assert found == index and killed[0] not in executors()


def reports() -> list[dict]:
    """The reports of our stories of happenings."""
    made = []
    for file in sorted(STORIES.glob("[01]*.md")):
        for part in file.read_text().split("\n## ")[2:]:
            name, _, rest = part.partition("\n\n")
            head, _, text = rest.partition("\n\n")
            fields = dict(line.split(": ", 1) for line in head.splitlines())
            made.append({"name": name, "text": text, "published": fields["published"]})
    return made


def test_happenings_are_those_of_a_store(spark, reader, tmp_path):
    from dateline import spark as ours

    texts = [dateline.Text(r["text"], r["published"], id=r["name"]) for r in reports()]
    assert len(texts) >= 300
    store = dateline.open(tmp_path / "news.dateline", write=True)
    store.add(reader.read_many(texts))
    alone = store.sql(
        "SELECT a.name AS article, f.name AS happening, s.name AS story, coalesce(e.n, 0) AS event, h.type, h.day, x.score, x.why "
        "FROM happening_events x JOIN happenings h ON h.id = x.happening JOIN articles a ON a.id = x.article "
        "JOIN articles f ON f.id = h.id JOIN articles s ON s.id = h.story LEFT JOIN events e ON e.id = x.event"
    )
    alone = sorted(alone.to_arrow().to_pylist(), key=lambda r: r["article"])
    rows = spark.createDataFrame([(r["name"], r["text"], r["published"]) for r in reports()], "name string, text string, day string")
    ours.read(rows.repartition(5), published="day", id="name").write.parquet(str(tmp_path / "records"))
    found = ours.happenings(spark.read.parquet(str(tmp_path / "records"))).toArrow().to_pylist()
    found = sorted(found, key=lambda r: r["article"])
    assert len(alone) > 200
    assert [r | {"event": r["event"] or 0} for r in found] == [r | {"why": json.loads(r["why"])} for r in alone]


def test_what_is_large_is_parted_on_a_higher_rung(spark, monkeypatch):
    from dateline import _dateline
    from dateline.spark.happenings import _affairs

    monkeypatch.setattr(_dateline, "ladder", lambda: ([0.1, 0.5], 3))
    links = [(2, 1, 0.9), (3, 2, 0.2), (4, 3, 0.7), (5, 4, 0.6), (6, 5, 0.8), (12, 11, 0.1), (13, 12, 0.3), (20, 19, 0.05)]
    placed = _affairs(spark.createDataFrame(links, "a long, b long, likeness double")).collect()
    assert sorted(map(tuple, placed)) == [(1, 1), (2, 1), (3, 3), (4, 3), (5, 3), (6, 3), (11, 11), (12, 11), (13, 11)]


def test_a_chain_of_any_length_hangs_together(spark):
    from dateline.spark.rows import components

    chain = [(n + 1, n) for n in range(100)] + [(203, 201), (203, 202)]
    found = components(spark.createDataFrame(chain, "a long, b long")).collect()
    assert sorted(map(tuple, found)) == [(n, 0) for n in range(1, 101)] + [(202, 201), (203, 201)]


def test_an_index_is_kept_in_a_folder(tmp_path):
    batch = pyarrow.table({"text": [STORY, STORY + "\nMore."], "id": ["a", "b"]})
    folder = tmp_path / "seen"
    first = dateline.Reprints(folder).add(batch, id="id").to_arrow()
    again = dateline.Reprints(folder).add(batch, id="id").to_arrow()
    assert first == again and first["reprint_of"].to_pylist() == [None, "a"]
