"""spaCy's half of the comparison: the same texts in, the same CoNLL-U out, so that one scorer reads both sides.

  spacy_side.py MODEL given FILE.conllu    tokens and sentences of the file are kept
  spacy_side.py MODEL text  FILE.txt       own tokens and sentences
  spacy_side.py MODEL jsonl FILE.jsonl     the same for one document a line ("id", "text")
  spacy_side.py MODEL time  FILE.jsonl     reads all documents and writes nothing: for measuring cost

`reading.py` calls it; it runs inside the virtual environment that `reading.py` makes.
"""
import json
import re
import sys

import spacy
from spacy.tokens import Doc

BATCH = 64
# Relations that the scorer looks at, under their names in Universal Dependencies.
UD_NAME = {"dobj": "obj", "nsubjpass": "nsubj:pass"}
# What UD keeps as one surface token of two words, and spaCy as two tokens.
CLITIC = re.compile(r"(n['’]t|['’](s|re|ve|ll|d|m))$", re.IGNORECASE)
SPLIT_WORDS = {("can", "not"), ("gon", "na"), ("wan", "na"), ("got", "ta"), ("gim", "me"), ("lem", "me")}
# Verbs whose one object is whom they are said to: UD takes it as indirect where a clause follows ("told him that", "allowed her to go").
ADDRESSED = set("tell ask allow trust remind assure reassure inform notify warn advise cause convince persuade urge email".split())
FINITE = {"MD", "VBD", "VBP", "VBZ"}


# ------------------------------------------------------------------ from spaCy's relations to core arguments of UD
def children(token, *labels):
    return [c for c in token.children if c.dep_ in labels]


def is_raised(subject):
    """The subject of an infinitive or of a small clause ("want him to go", "make him happy") is UD's object of the upper verb."""
    verb = subject.head
    if verb.dep_ != "ccomp" or verb.i < subject.i or verb.head.i > subject.i:
        return False
    marked = any(c.i < verb.i for c in children(verb, "mark", "advmod") if c.tag_ in ("IN", "WRB"))
    finite = verb.tag_ in FINITE or any(a.tag_ in FINITE for a in children(verb, "aux", "auxpass"))
    return not marked and not finite


def relation(token):
    """(head, relation) as UD has it where the two schemes part in subjects and objects; elsewhere spaCy's own."""
    head, label = token.head, token.dep_
    if label in ("nsubj", "nsubjpass") and is_raised(token):
        return head.head, "iobj" if head.head.lemma_ in ADDRESSED else "obj"
    if label == "attr" and children(head, "expl"):
        return head, "nsubj"                              # "there is a man"
    if label == "dobj" and head.lemma_ in ADDRESSED and (token.tag_ == "PRP" or children(head, "ccomp", "xcomp")):
        return head, "iobj"
    return head, UD_NAME.get(label, label)


def first_name(token):
    """UD hangs a person's name on its first word, spaCy on its last; and "$ 5" on the sign, spaCy on the number."""
    if token.ent_type_ == "PERSON":
        own = [c for c in children(token, "compound") if c.ent_type_ == "PERSON" and token.ent_iob_ == "I"]
        return min(own, key=lambda c: c.i, default=token)
    if token.tag_ == "CD":
        return next((c for c in token.children if c.tag_ == "$"), token)
    return token


def core_arguments(doc):
    """For each token its head's index and its relation."""
    out = []
    for token in doc:
        head, label = relation(token)
        out.append((head.i, label))
    for token in doc:
        first, (head, label) = first_name(token), out[token.i]
        if first is not token and label in ("nsubj", "nsubj:pass", "obj"):
            out[first.i], out[token.i] = (head, label), (first.i, "flat")
    return out


# ------------------------------------------------------------------ writing
def joined(token):
    """Whether UD writes this token and the one before it as one."""
    if token.i == 0 or token.nbor(-1).whitespace_:
        return False
    before = token.nbor(-1).text
    possessive = token.tag_ == "POS" or CLITIC.match(token.text)
    return bool(before[-1].isalnum() and possessive) or (before.lower(), token.text.lower()) in SPLIT_WORDS


def misc(token):
    name = [f"NER={token.ent_iob_}-{token.ent_type_}"] if token.ent_type_ else []
    return "|".join(name + ([] if token.whitespace_ else ["SpaceAfter=No"])) or "_"


def write(sentence, merge):
    """One sentence; tokens of white space alone have no place in CoNLL-U."""
    arguments = core_arguments(sentence.doc)
    words = [t for t in sentence if not t.is_space]
    place = {t.i: n for n, t in enumerate(words, 1)}
    lines = []
    for n, token in enumerate(words, 1):
        head, label = arguments[token.i]
        up = 0 if head == token.i else place.get(head, 0)
        follow = words[n] if n < len(words) else None
        if merge and follow is not None and joined(follow):
            after = "_" if follow.whitespace_ else "SpaceAfter=No"
            lines.append([f"{n}-{n + 1}", token.text + follow.text] + ["_"] * 7 + [after])
        lines.append([str(n), token.text, token.lemma_ or "_", token.pos_ or "_", token.tag_ or "_", "_", str(up), label or "_", "_", misc(token)])
    if lines:
        print("\n".join("\t".join(line) for line in lines) + "\n")


# ------------------------------------------------------------------ reading
def sentences(path):
    """Words, and whether a space follows each, of every sentence of a CoNLL-U file."""
    words, spaces, until, spaced = [], [], 0, True
    for line in open(path, encoding="utf-8"):
        cell = line.rstrip("\n").split("\t")
        if len(cell) < 10:
            if words and not line.strip():
                yield words, spaces
                words, spaces, until = [], [], 0
        elif "-" in cell[0]:
            until, spaced = int(cell[0].split("-")[1]), "SpaceAfter=No" not in cell[9]
        elif "." not in cell[0]:
            inside, last = int(cell[0]) < until, int(cell[0]) == until
            words.append(cell[1])
            spaces.append(spaced if last else not inside and "SpaceAfter=No" not in cell[9])
    if words:
        yield words, spaces


def tokens_kept(nlp, words, spaces):
    """The norms that spaCy's own tokeniser gives ("n't" is "not") are part of what the model reads, and a bare Doc lacks them."""
    spaces = [space and not CLITIC.match(follow) for space, follow in zip(spaces, words[1:] + [""])]
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[True] + [False] * (len(words) - 1))
    own = {(t.idx, t.text): t.norm_ for t in nlp.make_doc(doc.text)}
    for token in doc:
        token.norm_ = own.get((token.idx, token.text), token.norm_)
    return doc


def given(nlp, path):
    """Sentence borders are set as well, so that the parser makes one tree of each sentence."""
    docs = (tokens_kept(nlp, words, spaces) for words, spaces in sentences(path))
    for doc in nlp.pipe(docs, batch_size=BATCH):
        write(doc[:], merge=False)


def paragraphs(text):
    """spaCy glues headings to what follows unless it gets paragraphs one by one."""
    return [p.strip() for p in re.split(r"\n\s*\n", text) if p.strip()]


def read(nlp, text):
    for doc in nlp.pipe(paragraphs(text), batch_size=BATCH):
        for sentence in doc.sents:
            write(sentence, merge=True)


def documents(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def main(model, how, path):
    nlp = spacy.load(model)
    if how == "given":
        given(nlp, path)
    elif how == "text":
        read(nlp, open(path, encoding="utf-8").read())
    elif how == "jsonl":
        for document in documents(path):
            print(f"# newdoc id = {document['id']}")
            read(nlp, document["text"])
    elif how == "time":
        for _ in nlp.pipe((d["text"] for d in documents(path)), batch_size=BATCH):
            pass
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
