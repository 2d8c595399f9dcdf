"""`read_many` against the command, same texts, same threads: `rate.py COMMAND FILE.jsonl [JOBS [RUNS]]`."""

import os
import statistics
import sys
import time

OURS = """
import dateline, json, sys
texts = (json.loads(line) for line in open(sys.argv[1]))
texts = ({"text": t["text"], "published": t.get("published"), "id": t.get("id")} for t in texts)
with open("/dev/null", "w") as out:
    for record in dateline.Reader().read_many(texts, jobs=int(sys.argv[2]), errors="skip"):
        out.write(record.to_json() if sys.argv[3] == "json" else "")
"""


def cost(command: list[str]) -> tuple[float, float, float]:
    """Wall and CPU seconds, peak MB of a child."""
    began = time.monotonic()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
    ])
    _, status, used = os.wait4(pid, 0)
    if status:
        sys.exit(f"{command[0]} failed")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main(command: str, file: str, jobs: str = "2", runs: str = "3") -> None:
    sides = {
        "command": [command, "read", "--quiet", "--jobs", jobs, "--format", "jsonl", file],
        "read_many": [sys.executable, "-c", OURS, file, jobs, "records"],
        "read_many, to_json": [sys.executable, "-c", OURS, file, jobs, "json"],
    }
    found: dict[str, list] = {side: [] for side in sides}
    for _ in range(int(runs)):
        for side, line in sides.items():
            found[side].append(cost(line))
    articles = sum(1 for _ in open(file))
    of = lambda side, at: statistics.median(c[at] for c in found[side])  # noqa: E731
    load = os.getloadavg()[0]
    how = f"rate.py, {jobs} threads, medians of {runs} runs that alternate, load {load:.1f}"
    for side in sides:
        wall, cpu, peak = (of(side, at) for at in range(3))
        part = f"; rate {of('command', 0) / wall:.0%} by wall, {of('command', 1) / cpu:.0%} by CPU of the command's"
        value = f"{articles / wall:.1f} articles/s of wall, {articles / cpu:.1f} a CPU second, peak {peak:.0f} MB"
        print(f"{side}\t{articles} articles of {os.path.basename(file)}\t{value}\t{how}{part if side != 'command' else ''}")


if __name__ == "__main__":
    main(*sys.argv[1:])
