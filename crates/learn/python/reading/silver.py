"""Silver names: spaCy's English pipeline (MIT) marks names in raw news and in the treebank's sentences.

    python -m reading silver --gold DIR --spacy MODEL_DIR --out FILE
Each line of the output is [forms, tags, kinds], tags in BIO with PER, ORG, LOC and MISC; kinds are spaCy's own finer
classes, empty outside of names.
"""
import json
import re

import spacy

from . import corpora

CLASS = dict(PERSON="PER", ORG="ORG", GPE="LOC", LOC="LOC", FAC="LOC", NORP="MISC", PRODUCT="MISC",
             EVENT="MISC", WORK_OF_ART="MISC", LAW="MISC")
LONGEST = 80


def tags_of(doc):
    """BIO tags and kinds of a spaCy document, a leading article and a final possessive left outside the name."""
    tags, kinds = ["O"] * len(doc), [""] * len(doc)
    for name in doc.ents:
        label, begin, end = CLASS.get(name.label_), name.start, name.end
        if label is None:
            continue
        while end - begin > 1 and doc[begin].lower_ in ("the", "a", "an"):
            begin += 1
        while end - begin > 1 and doc[end - 1].lower_ in ("'s", "’s", "'", "’"):
            end -= 1
        if any(ch.isalnum() for ch in doc[begin:end].text):
            tags[begin:end] = [f"B-{label}"] + [f"I-{label}"] * (end - begin - 1)
            kinds[begin:end] = [name.label_] * (end - begin)
    return tags, kinds


def pieces(doc, tags, kinds):
    """Cuts a tagged paragraph into sentences of at most LONGEST tokens, white space left out."""
    for sent in doc.sents:
        keep = [i for i in range(sent.start, sent.end) if not doc[i].is_space]
        for at in range(0, len(keep), LONGEST):
            part = keep[at:at + LONGEST]
            yield [doc[i].text for i in part], [tags[i] for i in part], [kinds[i] for i in part]


def run(gold, model, out):
    nlp = spacy.load(model, disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    nlp.enable_pipe("senter")
    paragraphs = (p for text in corpora.news_texts(gold) for p in re.split(r"\n\s*\n", text) if p.strip())
    with open(out, "w", encoding="utf-8") as sink:
        for doc in nlp.pipe(paragraphs, batch_size=256):
            for piece in pieces(doc, *tags_of(doc)):
                sink.write(json.dumps(piece, ensure_ascii=False) + "\n")
        sink.write("\n")
        train = corpora.treebank(gold, "train")
        given = (spacy.tokens.Doc(nlp.vocab, words=s.form) for name in train for s in train[name])
        for doc in nlp.pipe(given, batch_size=256):
            sink.write(json.dumps([[t.text for t in doc], *tags_of(doc)], ensure_ascii=False) + "\n")
