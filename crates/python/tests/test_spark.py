"""On Spark for real: two worker processes of a cluster on this machine, one of them killed half-way."""

import os
import pathlib
import signal
import subprocess
import threading
import time

import pyarrow
import pytest

import dateline
from conftest import short

pytestmark = pytest.mark.spark
pyspark = pytest.importorskip("pyspark")

MANY = 600


@pytest.fixture(scope="module")
def alone(reader):
    """The same on one machine without Spark."""
    rows = pyarrow.Table.from_pylist([short(n) for n in range(MANY)] + [{"id": "empty", "text": " "}])
    read = pyarrow.table(reader.read_batch(rows, published="published", id="id"))
    return sorted(read.to_pylist(), key=lambda r: r["name"])


def texts(spark):
    rows = [pyspark.sql.Row(**{"published": None, **short(n)}) for n in range(MANY)]
    return spark.createDataFrame([*rows, pyspark.sql.Row(published=None, id="empty", text=" ")]).repartition(16)


def read(spark):
    from dateline import spark as ours

    return ours.read(texts(spark), published="published", id="id")


def rows(folder: pathlib.Path) -> list[dict]:
    import pyarrow.parquet

    return sorted(pyarrow.parquet.read_table(folder).to_pylist(), key=lambda r: r["name"])


def test_two_workers_say_what_one_machine_says(spark, alone, tmp_path):
    read(spark).write.parquet(str(tmp_path / "records"))
    assert rows(tmp_path / "records") == alone


def executors() -> list[int]:
    found = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend"], capture_output=True, text=True).stdout
    return [int(pid) for pid in found.split()]


def test_a_killed_worker_changes_nothing(spark, alone, tmp_path):
    folder, killed = tmp_path / "records", []

    def kill():
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not any(folder.rglob("part-*")):
            time.sleep(0.05)
        killed.extend(executors()[:1])
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    read(spark).write.parquet(str(folder))
    killer.join()
    assert killed and killed[0] not in executors()
    assert rows(folder) == alone


def test_tables_are_exploded_with_the_name_of_the_article(spark, alone):
    from dateline import spark as ours

    records = read(spark)
    events = ours.table(records, "events")
    assert events.count() == sum(len(r["events"]) for r in alone)
    assert events.columns[:2] == ["article", "n"]
    assert ours.table(records, "articles").count() == MANY
    assert records.where("error IS NOT NULL").select("name").collect() == [("empty",)]
    with pytest.raises(ValueError, match="there is no table 'event'"):
        ours.table(records, "event")
