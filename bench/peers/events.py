#!/usr/bin/env python3
"""Compares dateline's coding of events with UniversalPetrarch's on the sentences of PLV's train part: same sentences, one table.

Needs Python 3.11 and cargo. UniversalPetrarch is in no package registry: name its folder (the one that holds petrarch_ud.py) with
--universal, and with --python an interpreter that has what it needs (networkx 1.11). It gets dateline's trees, since it has no parser. Without
the folder its row is left out, and the run says so; figures measured before are quoted either way, and marked.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import xml.sax.saxutils as xml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target" / "peers"
# Measured with these programs on other machines' parses (spaCy's trees, converted): root F1, first event's root, quad F1.
QUOTED = [
    ("PETRARCH2", "PLV test, 1,033", "0.440", "0.325", "0.529"),
    ("UniversalPetrarch, PETRARCH-2 dictionary", "PLV test, 1,033", "0.466", "0.378", "0.579"),
    ("UniversalPetrarch, PETRARCH-1 dictionary", "PLV test, 1,033", "0.488", "0.393", "0.607"),
]


def say(text):
    print(text, file=sys.stderr, flush=True)


def build(*arguments):
    subprocess.run(["cargo", "build", "--release", "--quiet", *arguments], cwd=ROOT, check=True)
    return pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"


def sentences(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def ours(gold):
    """The types of the sentences by five folds, each by a model that has not seen it: dateline is trained on this set."""
    program = build("--package", "learn", "--bin", "events") / "events"
    out = WORK / "events.dateline.jsonl"
    with open(out, "wb") as file:
        subprocess.run([program, "folds", "plv", "--gold", "."], cwd=gold, stdout=file, check=True)
    return out


def trees(cases):
    """CoNLL-U of each sentence, by dateline."""
    program = build("--package", "dateline") / "dateline"
    source = WORK / "events.in.jsonl"
    lines = (json.dumps({"id": case["id"], "text": case["text"]}) + "\n" for case in cases)
    source.write_text("".join(lines), encoding="utf-8")
    parsed = subprocess.run([program, "parse", "--quiet", "--input", "jsonl", source], capture_output=True, text=True, check=True)
    found, own = {}, None
    for line in parsed.stdout.splitlines():
        if line.startswith("# newdoc id = "):
            own = found.setdefault(line.removeprefix("# newdoc id = "), [])
        elif own is not None and line and line[0].isdigit() and "-" not in line.split("\t")[0]:
            own.append(line)
    return found


def universal(folder, python, cases):
    """What UniversalPetrarch makes of the sentences, as events of dateline's form."""
    parsed = trees(cases)
    parts = ["<Sentences>"]
    for number, case in enumerate(cases):
        words = "\n".join(parsed.get(case["id"], []))
        parts.append(f'<Sentence date="20000101" id="S{number}_1" source="plv" sentence="True">\n<Text>\n{xml.escape(case["text"])}\n</Text>')
        parts.append(f"<Parse>\n{xml.escape(words)}\n</Parse></Sentence>")
    source, out = WORK / "events.universal.xml", WORK / "events.universal.txt"
    source.write_text("\n".join([*parts, "</Sentences>"]), encoding="utf-8")
    subprocess.run([python, "petrarch_ud.py", "batch", "-i", source, "-o", out], cwd=folder, check=True)
    types = plover()
    events = {case["id"]: [] for case in cases}
    for line in out.read_text(encoding="utf-8").splitlines():
        # date, source, target, code, then ids of sentences
        fields = line.split("\t")
        code = next((f for f in fields if re.fullmatch(r"\d{3,4}", f)), None)
        number = re.search(r"\bS(\d+)_1", line)
        kind = code and next((types[code[:n]] for n in (4, 3, 2) if code[:n] in types), None)
        if number and kind:
            at = fields.index(code)
            actors = [[{"actor": a}] for a in fields[max(at - 2, 0):at]]
            source_of, target_of = actors if len(actors) == 2 else ([], [])
            events[cases[int(number[1])]["id"]].append({"plover": {"type": kind}, "source": source_of, "target": target_of})
    made = WORK / "events.universal.jsonl"
    made.write_text("".join(json.dumps({"id": i, "events": e}) + "\n" for i, e in events.items()), encoding="utf-8")
    return made


def plover():
    """Codes of CAMEO and their types, from the codebook."""
    rows = (ROOT / "docs/src/codebook/cameo.md").read_text(encoding="utf-8").splitlines()
    cells = (re.split(r" *\| *", row.strip("| ")) for row in rows if re.match(r"\| \d", row))
    return {c[0]: c[3] for c in cells if c[3] != "–"}


def figures(scorer, gold, out):
    """Root F1, the root of the first event, quad F1."""
    told = subprocess.run([sys.executable, scorer, "events", gold, out], capture_output=True, text=True, check=True).stdout
    return re.search(r"F1 ([\d.]+) first ([\d.]+) \| quad F1 ([\d.]+)", told).groups()


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--gold", default=os.environ.get("DATELINE_GOLD", ROOT.parent / "shared" / "gold"), type=pathlib.Path)
    options.add_argument("--universal", type=pathlib.Path, help="the folder that holds petrarch_ud.py")
    options.add_argument("--python", default=sys.executable, help="the interpreter that runs it")
    options.add_argument("--write", type=pathlib.Path, help="write the table to a file too")
    asked = options.parse_args()
    gold, scorer = asked.gold / "events" / "plv_train.jsonl", asked.gold.parent / "score" / "score.py"
    if not gold.exists() or not scorer.exists():
        say(f"skipped: {gold} or {scorer} is not there")
        return
    WORK.mkdir(parents=True, exist_ok=True)
    on = f"PLV train, {len(sentences(gold)):,}"
    rows = [("dateline, by five folds", on, *figures(scorer, gold, ours(asked.gold)))]
    if asked.universal and (asked.universal / "petrarch_ud.py").exists():
        out = universal(asked.universal.resolve(), asked.python, sentences(gold))
        rows.append(("UniversalPetrarch on dateline's trees", on, *figures(scorer, gold, out)))
    else:
        say("UniversalPetrarch left out: name the folder that holds petrarch_ud.py with --universal")
    rows += [(f"{who} (quoted)", where, *values) for who, where, *values in QUOTED]
    lines = ["| coder | on | root F1 | first event's root | quad F1 |", "|---|---|---:|---:|---:|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    table = "# Events: dateline beside the PETRARCH coders\n\n`python3 bench/peers/events.py`\n\n" + "\n".join(lines) + "\n"
    print(table)
    if asked.write:
        asked.write.write_text(table + NOTES, encoding="utf-8")


NOTES = """
Rows marked *quoted* were measured earlier with the programs themselves on PLV's test part, which is not here: spaCy's trees, converted to
theirs, which cost them about four points on their own regression set. They are another part of the same corpus, so read them as a height and
not as a difference.

On PETRARCH's 276 scored unit tests, with its own dictionaries, the pairs of source and target code are exactly right in 191 for
UniversalPetrarch with its parses given (quoted), and in 208 for dateline from raw text (`cargo xtask score petrarch`).
"""

if __name__ == "__main__":
    main()
