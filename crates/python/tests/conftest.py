"""What the tests share: one reader, a few stories in wire style."""

import os
import pathlib
import shutil
import sys

import pytest

import dateline

sys.path.insert(0, str(pathlib.Path(__file__).parent))

STORY = """BELGRADE, May 14 (Reuters) - Serbia accused Kosovo on Tuesday of blocking talks on a new border agreement.

"We will not sign under pressure," President Aleksandar Vucic told reporters after a meeting with the German chancellor in Berlin.

Vucic promised to withdraw the police from the border by Friday if Kosovo lifts the tariffs.
"""

#: Whole sentences with a number in each, so that no two articles are the same.
SHORT = (
    "Police arrested {n} protesters in Tunis on Monday, the interior ministry said.",
    "Iran condemned the attack on its embassy and demanded the release of {n} prisoners.",
    "The foreign ministers of Egypt and Sudan met in Khartoum for {n} hours.",
    "“We will send {n} trucks of food,” the Turkish president said in Ankara.",
)


def short(number: int) -> dict:
    """One of any number of short articles."""
    text = SHORT[number % len(SHORT)].format(n=number + 2)
    return {"id": f"a{number}", "text": text, "published": f"2021-03-{1 + number % 28:02}"}


@pytest.fixture(scope="session")
def reader():
    return dateline.Reader()


@pytest.fixture(scope="session")
def record(reader):
    return reader.read(STORY, published="2019-05-14")


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """A cluster of two worker processes on this machine."""
    sql = pytest.importorskip("pyspark.sql")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        sql.SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .getOrCreate()
    )
    session.sparkContext.setCheckpointDir(str(tmp_path_factory.mktemp("checkpoints")))
    yield session
    session.stop()
