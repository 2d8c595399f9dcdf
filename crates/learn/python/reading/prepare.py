"""From corpora, silver names and static vectors to the arrays that training reads.

    python -m reading prepare --gold DIR --spacy MODEL_DIR --silver FILE --out FILE
"""
import collections
import json
import pickle

import numpy as np
import spacy

from . import corpora, features

VECTOR_WIDTH = 96
NAMES = ["O"] + [f"{part}-{label}" for label in ("PER", "ORG", "LOC", "MISC") for part in "BIES"]
COLUMNS = ("upos", "xpos", "feats", "script", "head", "relation", "name")


def static_vectors(model):
    """CC0 vectors of spaCy's md model, reduced to their first principal axes; row 0 is for unknown words."""
    nlp = spacy.load(model, exclude=["parser", "ner", "tagger", "attribute_ruler", "lemmatizer", "senter", "tok2vec"])
    table = nlp.vocab.vectors
    full = table.data.astype(np.float64)
    full /= np.linalg.norm(full, axis=1, keepdims=True) + 1e-9
    full -= full.mean(0)
    _, _, axes = np.linalg.svd(full, full_matrices=False)
    low = full @ axes[:VECTOR_WIDTH].T
    rows = np.concatenate([np.zeros((1, VECTOR_WIDTH)), low / low.std()]).astype(np.float32)
    return rows, vector_keys(nlp.vocab.strings, table.key2row)


def vector_keys(strings, rows):
    """Hash of each key to its row. A key that falls back on the same row in lower case is not kept."""
    named = {strings[key]: int(row) + 1 for key, row in rows.items() if key in strings}
    return {features.fnv("v" + word): row for word, row in named.items()
            if word == word.lower() or named.get(word.lower()) != row}


def silver_sets(path):
    """The news part and the treebank part of the silver file (they are parted by an empty line)."""
    news, bank = open(path, encoding="utf-8").read().split("\n\n")
    return [json.loads(line) for line in news.splitlines()], [json.loads(line) for line in bank.splitlines()]


def bioes(tags):
    """Numbers of the BIOES classes for a BIO sequence."""
    out = []
    for i, tag in enumerate(tags):
        more = i + 1 < len(tags) and tags[i + 1] == "I-" + tag[2:]
        part = {"O": "O", "B": "B" if more else "S", "I": "I" if more else "E"}[tag[0]]
        out.append(NAMES.index("O" if part == "O" else f"{part}-{tag[2:]}"))
    return out


def word_table(bank, news):
    """Words worth an own embedding: twice in the treebanks or eight times in the news."""
    count, heard = collections.Counter(), collections.Counter()
    for sentence in bank:
        count.update(features.folded(form) for form in sentence.form)
    for forms, *_ in news:
        heard.update(features.folded(form) for form in forms)
    words = sorted(word for word in count | heard if count[word] >= 2 or heard[word] >= 8)
    return words, count, heard


def labels(bank):
    """Label lists in sorted order; lemma scripts by frequency, those seen three times first (they are predicted)."""
    kinds = {key: collections.Counter() for key in ("upos", "xpos", "feats", "script", "relation")}
    for s in bank:
        for key in ("upos", "xpos", "feats", "relation"):
            kinds[key].update(getattr(s, key))
        kinds["script"].update(map(features.script, s.form, s.lemma))
    lists = {key: sorted(k for k, n in kinds[key].items() if n >= 3) for key in kinds}
    lists["script"] = [k for k, n in sorted(kinds["script"].items(), key=lambda kn: (-kn[1], kn[0]))]
    predicted = sum(n >= 3 for n in kinds["script"].values())
    return lists | {"name": NAMES}, predicted


def lexicon(bank, scripts):
    """(form, XPOS) to the script most often seen with it."""
    seen, place = collections.defaultdict(collections.Counter), {rule: i for i, rule in enumerate(scripts)}
    for s in bank:
        for form, lemma, xpos in zip(s.form, s.lemma, s.xpos):
            seen[features.lemma_form(form) + "\t" + xpos][place[features.script(form, lemma)]] += 1
    return {key: min(rules, key=lambda r: (-rules[r], r)) for key, rules in seen.items()}


def gold_rows(sentence, tags, place, predicted):
    """Targets of one sentence, a row a token, -100 where a label is outside the lists."""
    rows = np.full((len(sentence.form), len(COLUMNS)), -100, np.int64)
    for col, key in ((0, "upos"), (1, "xpos"), (2, "feats"), (5, "relation")):
        rows[:, col] = [place[key].get(value, -100) for value in getattr(sentence, key)]
    scripts = [place["script"].get(rule, predicted) for rule in map(features.script, sentence.form, sentence.lemma)]
    rows[:, 3] = [rule if rule < predicted else -100 for rule in scripts]
    rows[:, 4] = sentence.head
    if tags is not None:
        rows[:, 6] = bioes(tags)
    return rows


def run(gold, model, silver, out):
    train, dev = corpora.treebank(gold, "train"), corpora.treebank(gold, "dev")
    bank = train["ewt"] + train["gum"]
    news, tagged = silver_sets(silver)
    words, count, heard = word_table(bank, news)
    lists, predicted = labels(bank)
    place = {key: {value: i for i, value in enumerate(lists[key])} for key in lists}
    vectors, keys = static_vectors(model)
    data = dict(words=words, lists=lists, predicted=predicted, vectors=vectors, keys=keys,
                lexicon=lexicon(bank, lists["script"]), count={w: count[w] + heard[w] / 8 for w in words},
                train=[(s.form, gold_rows(s, t[1], place, predicted)) for s, t in zip(bank, tagged, strict=True)],
                dev={name: [(s.form, gold_rows(s, None, place, predicted), s.lemma) for s in dev[name]] for name in dev},
                news=[(forms, np.array(bioes(tags), np.int64)) for forms, tags, _ in news])
    print({key: len(value) for key, value in lists.items()}, "scripts predicted", predicted, "words", len(words),
          "vector keys", len(keys), "sentences", len(bank), "news", len(news), sum(len(f) for f, *_ in news))
    pickle.dump(data, open(out, "wb"))
