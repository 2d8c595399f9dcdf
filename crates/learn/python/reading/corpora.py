"""The corpora the reading model is trained on, and what is left out of them."""
import json
from dataclasses import dataclass, field
from pathlib import Path

# Genres of GUM whose texts are licensed for non-commercial use only: no weight may come from them.
CLOSED_GENRES = {"whow", "fiction", "essay", "letter", "podcast"}
# The sources of re3d whose texts are open (UK OGL, works of the US government).
OPEN_RE3D = ("uk-government", "us-state-department", "centcom")


@dataclass
class Sentence:
    """One sentence of a treebank: parallel columns, heads counted from 1 with 0 for the root."""

    ident: str
    form: list = field(default_factory=list)
    lemma: list = field(default_factory=list)
    upos: list = field(default_factory=list)
    xpos: list = field(default_factory=list)
    feats: list = field(default_factory=list)
    head: list = field(default_factory=list)
    relation: list = field(default_factory=list)
    misc: list = field(default_factory=list)

    def push(self, cells):
        self.form.append(cells[1])
        self.lemma.append(cells[2])
        self.upos.append(cells[3])
        self.xpos.append(cells[4])
        self.feats.append(cells[5])
        self.head.append(int(cells[6]))
        self.relation.append(cells[7])
        self.misc.append(cells[9])


def conllu(path):
    """The sentences of a CoNLL-U file; multiword ranges and empty nodes are passed over."""
    sentence, out = Sentence(""), []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if sentence.form:
                out.append(sentence)
            sentence = Sentence("")
        elif line.startswith("# sent_id = "):
            sentence.ident = line[len("# sent_id = "):]
        elif line[0] != "#":
            cells = line.split("\t")
            if cells[0].isdigit():
                sentence.push(cells)
    if sentence.form:
        out.append(sentence)
    return out


def is_open(sentence):
    """False for GUM sentences of the closed genres (`GUM_whow_...`) and for texts that are withheld."""
    parts = sentence.ident.split("_")
    closed = parts[0] == "GUM" and len(parts) > 1 and parts[1] in CLOSED_GENRES
    return not closed and not all(form == "_" for form in sentence.form)


def treebank(gold, split):
    """EWT and the open genres of GUM. The dev parts keep all genres: nothing is learnt from them."""
    keep = is_open if split == "train" else (lambda _: True)
    folder = Path(gold) / "treebank"
    return {name: [s for s in conllu(folder / f"{name}-{split}.conllu") if keep(s)] for name in ("ewt", "gum")}


def news_texts(gold):
    """Raw news for silver names: wire articles, PolNeAR's train part, the open sources of re3d."""
    gold = Path(gold)
    files = [gold.parent / "articles" / "wire.jsonl", gold / "quotes" / "polnear_train.jsonl"]
    files += [gold / "ner" / "re3d" / name / "documents.json" for name in OPEN_RE3D]
    for path in files:
        for line in open(path, encoding="utf-8"):
            if line.strip():
                yield json.loads(line)["text"]
