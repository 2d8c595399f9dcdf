"""Spark on this machine with one worker and with two: `cluster.py [ARTICLES [RUNS [JOBS [WORKERS [CORES]]]]]`. Needs pyspark
and Java. With `own` for CORES, as where nothing is said, each worker has one core, as workers on machines of one core have;
with `any` the Java of a single worker takes of a second core what it can.

Texts are paragraphs of our own stories, each with a number of its own. Memory is that of the Python processes of the
workers, looked at twice a second; shuffles are told by Spark's log of events.
"""

import contextlib
import glob
import json
import os
import pathlib
import shutil
import statistics
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).parents[2]


def paragraphs() -> list[str]:
    found = []
    for file in sorted((ROOT / "stories" / "happenings").glob("[01]*.md")):
        found += [p for p in file.read_text().split("\n\n") if 120 < len(p) < 600 and p[0] not in "#-" and ": " not in p[:20]]
    return found


def write(many: int, folder: str, files: int) -> None:
    """Texts as Parquet."""
    import pyarrow
    import pyarrow.parquet

    os.makedirs(folder)
    all = paragraphs()
    row = lambda n: {  # noqa: E731
        "id": f"a{n:07}",
        "published": f"2021-{1 + n % 12:02}-{1 + n % 28:02}",
        "text": f"{all[n % len(all)]} It was report {n}.",
    }
    for file in range(files):
        rows = pyarrow.Table.from_pylist([row(n) for n in range(file, many, files)])
        pyarrow.parquet.write_table(rows, f"{folder}/{file:03}.parquet")


def session(workers: int, log: str):
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        SparkSession.builder.master(f"local-cluster[{workers},1,1024]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "16")
        # Small files are put together into few tasks, of which the last may keep one worker busy alone.
        .config("spark.sql.files.minPartitionNum", "64")
        .config("spark.eventLog.enabled", "true")
        .config("spark.eventLog.compress", "false")
        .config("spark.eventLog.dir", log)
        .getOrCreate()
    )
    made.sparkContext.setCheckpointDir(tempfile.mkdtemp())
    return made


def processes(command: str) -> list[int]:
    """Those whose command has a word; what ends meanwhile is none."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if command in pathlib.Path(f"/proc/{pid}/cmdline").read_text():
                found.append(int(pid))
    return sorted(found)


def parent(pid: int) -> int:
    with contextlib.suppress(OSError):
        return int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def pin() -> None:
    """Gives each worker, the Java and the Python of it, a core of its own."""
    parents = {pid: parent(pid) for pid in processes("")}
    workers = processes("CoarseGrainedExecutorBackend")
    for core, worker in enumerate(workers):
        family, found = {worker}, 0
        while len(family) > found:
            found = len(family)
            family |= {pid for pid, of in parents.items() if of in family}
        for pid in family:
            for task in os.listdir(f"/proc/{pid}/task"):
                os.sched_setaffinity(int(task), {core % (os.cpu_count() or 1)})


class Memory(threading.Thread):
    """The most that any Python process of a worker had resident, in MB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.over = 0.0, False

    def run(self) -> None:
        while not self.over:
            for pid in processes("pyspark.daemon"):
                with contextlib.suppress(OSError):
                    status = pathlib.Path(f"/proc/{pid}/status").read_text()
                    of = [int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")]
                    self.most = max([self.most, *of])
            time.sleep(0.5)


def shuffled(log: str) -> float:
    """Bytes that were written for other workers."""
    total = 0
    for file in glob.glob(f"{log}/**/*", recursive=True):
        if os.path.isfile(file):
            for line in open(file, errors="replace"):
                if '"SparkListenerTaskEnd"' in line:
                    metrics = json.loads(line).get("Task Metrics") or {}
                    total += metrics.get("Shuffle Write Metrics", {}).get("Shuffle Bytes Written", 0)
    return total


def cpu() -> float:
    """CPU seconds of all that runs on this machine, steal and idling left out, and those that we may have."""
    return sum(int(n) for n in open("/proc/stat").readline().split()[1:4]) / os.sysconf("SC_CLK_TCK")


def job(name: str, spark, folder: str) -> None:
    import dateline.spark as ours

    if name == "read":
        read = ours.read(spark.read.parquet(f"{folder}/texts"), published="published", id="id")
        read.write.mode("overwrite").parquet(f"{folder}/records")
    elif name == "reprints":
        found = ours.reprints(spark.read.parquet(f"{folder}/texts"), published="published", id="id")
        found.write.mode("overwrite").parquet(f"{folder}/reprints")
    else:
        ours.happenings(spark.read.parquet(f"{folder}/records")).write.mode("overwrite").parquet(f"{folder}/happenings")


def main(articles: str = "100000", runs: str = "1", jobs: str = "read,reprints,happenings", workers: str = "1,2", cores: str = "own") -> None:
    many, folder = int(articles), tempfile.mkdtemp()
    write(many, f"{folder}/texts", 64)
    write(400, f"{folder}/warm/texts", 8)
    walls: dict[tuple[str, int], list[float]] = {}
    for _ in range(int(runs)):
        for count in map(int, workers.split(",")):
            for name in jobs.split(","):
                log = tempfile.mkdtemp()
                spark = session(count, log)
                # Workers have started, and each has loaded its reader, before the clock does.
                job("read", spark, f"{folder}/warm")
                if cores == "own":
                    pin()
                memory, began, used = Memory(), time.monotonic(), cpu()
                memory.start()
                job(name, spark, folder)
                wall, used = time.monotonic() - began, cpu() - used
                memory.over = True
                memory.join()
                spark.stop()
                walls.setdefault((name, count), []).append(wall)
                shuffle = shuffled(log) / many
                value = f"{many / wall:.0f} articles/s of wall ({wall:.0f} s), worker's memory {memory.most:.0f} MB, shuffled {shuffle:.0f} bytes an article"
                how = f"cluster.py, local-cluster[{count},1,1024], cores: {cores}, {used:.0f} CPU seconds on the whole machine meanwhile, load {os.getloadavg()[0]:.1f}"
                print(f"Spark, {name}, workers: {count}\t{many} short articles\t{value}\t{how}", flush=True)
                shutil.rmtree(log)
    for name in jobs.split(",") if workers == "1,2" else ():
        one, two = (statistics.median(walls[name, count]) for count in (1, 2))
        print(f"Spark, {name}, two workers against one\t{many} short articles\t{one / two:.2f}\tcluster.py, cores: {cores}, medians of {runs}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
