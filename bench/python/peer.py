"""One thread against spaCy's `nlp.pipe`: `peer.py FILE.jsonl MODEL [ARTICLES [RUNS]]`, where MODEL is the folder or the name
of a model. spaCy gives tags, trees and names; we give the whole record. Needs spacy.
"""

import itertools
import json
import os
import statistics
import sys
import time


def seconds(work) -> tuple[float, float]:
    """Wall and CPU."""
    wall, cpu = time.monotonic(), time.process_time()
    for _ in work():
        pass
    return time.monotonic() - wall, time.process_time() - cpu


def main(file: str, model: str, articles: str = "300", runs: str = "3") -> None:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[name] = "1"
    import spacy

    import dateline

    texts = [json.loads(line)["text"] for line in itertools.islice(open(file), int(articles))]
    nlp, reader = spacy.load(model, exclude=["lemmatizer"]), dateline.Reader()
    sides = {
        f"spaCy {nlp.meta['name']} nlp.pipe": lambda: nlp.pipe(texts),
        "read_many, jobs=1": lambda: reader.read_many(texts, jobs=1),
    }
    found: dict[str, list] = {side: [] for side in sides}
    for _ in range(int(runs)):
        for side, work in sides.items():
            found[side].append(seconds(work))
    how = f"peer.py, one thread, medians of {runs} runs that alternate, load {os.getloadavg()[0]:.1f}"
    wall, cpu = ([statistics.median(c[at] for c in found[side]) for side in sides] for at in range(2))
    for at, side in enumerate(sides):
        value = f"{len(texts) / wall[at]:.1f} articles/s of wall, {len(texts) / cpu[at]:.1f} a CPU second"
        times = f"; {wall[0] / wall[1]:.1f} times spaCy by wall, {cpu[0] / cpu[1]:.1f} by CPU" if at else ""
        print(f"{side}\t{len(texts)} articles of {os.path.basename(file)}\t{value}\t{how}{times}")


if __name__ == "__main__":
    main(*sys.argv[1:])
