"""Quick figures during training (greedy heads); the figures that are reported come from the scorer."""
from pathlib import Path

import torch

from . import features
from .batches import Batch
from .prepare import NAMES

CORE = ("nsubj", "nsubj:pass", "obj")


def groups(sentences, size):
    """Indices of sentences in batches of at most `size` padded tokens."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i][0]))
    group = []
    for i in order:
        if group and len(sentences[i][0]) * (len(group) + 1) > size:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


@torch.no_grad()
def treebank(net, data, see, sentences):
    net.eval()
    lists, hit, total, right, gold_n, got_n = data["lists"], [0] * 4, 0, 0, 0, 0
    plain = [label.split(":")[0] for label in lists["relation"]]
    core, verb = {lists["relation"].index(label) for label in CORE}, lists["upos"].index("VERB")
    for group in groups(sentences, 6000):
        batch = Batch([sentences[i][:2] for i in group], see)
        x, h = net.encode(batch)
        upos, xpos, _, script = (t.argmax(-1).tolist() for t in net.tags(x, h))
        heads = net.arcs(h, batch.mask).argmax(-1)
        relations, heads = net.relations(h, heads).argmax(-1).tolist(), heads.tolist()
        for r, source in enumerate(batch.order):
            forms, rows, lemmas = sentences[group[source]]
            gold, verbs = rows.tolist(), {i + 1 for i, row in enumerate(rows) if row[0] == verb}
            for i, (form, row) in enumerate(zip(forms, gold)):
                key = features.lemma_form(form) + "\t" + lists["xpos"][xpos[r][i]]
                rule = lists["script"][data["lexicon"].get(key, script[r][i])]
                total += 1
                hit[0] += upos[r][i] == row[0]
                hit[1] += features.apply(rule, form) == lemmas[i].lower()
                hit[2] += heads[r][i] == row[4]
                same = row[5] >= 0 and plain[relations[r][i]] == plain[row[5]]
                hit[3] += heads[r][i] == row[4] and same
                is_gold, is_got = row[5] in core and row[4] in verbs, relations[r][i] in core and heads[r][i] in verbs
                gold_n, got_n = gold_n + is_gold, got_n + is_got
                right += is_gold and is_got and heads[r][i] == row[4] and relations[r][i] == row[5]
    scores = [100 * n / total for n in hit] + [200 * right / (gold_n + got_n)]
    return dict(zip(("upos", "lemma", "uas", "las", "core"), (round(s, 2) for s in scores)))


def name_file(path):
    """(forms, tags) of UNER's or wikigold's columns."""
    sentences, forms, tags = [], [], []
    for line in [*open(path, encoding="utf-8"), ""]:
        cells = line.split()
        if not cells:
            if forms:
                sentences.append((forms, tags))
            forms, tags = [], []
        elif cells[0] != "#" and cells[0] != "-DOCSTART-":
            word, tag = (cells[1], cells[2]) if len(cells) > 3 else (cells[0], cells[-1])
            forms.append(word)
            tags.append(tag)
    return sentences


def spans(tags, forms):
    """Names of a BIO or BIOES sequence without leading article and final possessive, MISC left out."""
    out, start = set(), None
    for i, tag in enumerate([*tags, "O"]):
        part, label = tag[0], tag[2:]
        if start and (part in "BSO" or label != start[1]):
            begin, end = start[0], i
            begin += end - begin > 1 and forms[begin].lower() == "the"
            end -= end - begin > 1 and forms[end - 1] in ("'s", "’s")
            out.add((begin, end, start[1]))
            start = None
        if part in "BS" or part in "IE" and not start:
            start = (i, label)
    return {name for name in out if name[2] in ("PER", "ORG", "LOC")}


def legal(before, after):
    """Whether the BIOES tag `after` may follow `before`."""
    opened = before[0] in "BI"
    return (after[0] in "IE" and before[2:] == after[2:]) if opened else after[0] in "OBS"


STEP = torch.tensor([[0.0 if legal(a, b) else -1e9 for b in NAMES] for a in NAMES])


def best_tags(scores):
    """The best legal sequence of name tags for one sentence [tokens, tags]."""
    path, best = [], scores[0] + STEP[0]
    for row in scores[1:]:
        reach = best[:, None] + STEP
        best, back = reach.max(0)
        path.append(back)
        best = best + row
    closed = torch.tensor([0.0 if tag[0] in "OES" else -1e9 for tag in NAMES])
    tag = int((best + closed).argmax())
    tags = [tag]
    for back in reversed(path):
        tag = int(back[tag])
        tags.append(tag)
    return [NAMES[tag] for tag in reversed(tags)]


@torch.no_grad()
def names(net, see, sentences):
    net.eval()
    right = gold_n = got_n = 0
    for group in groups(sentences, 6000):
        batch = Batch([(sentences[i][0], torch.zeros(len(sentences[i][0]), dtype=torch.long).numpy()) for i in group], see)
        scores = net.names(*net.encode(batch))
        for r, source in enumerate(batch.order):
            forms, tags = sentences[group[source]]
            gold, got = spans(tags, forms), spans(best_tags(scores[r, :len(forms)]), forms)
            right, gold_n, got_n = right + len(gold & got), gold_n + len(gold), got_n + len(got)
    return round(200 * right / (gold_n + got_n), 2)


def figures(net, data, see, gold):
    folder = Path(gold) / "ner"
    out = {name: treebank(net, data, see, data["dev"][name]) for name in data["dev"]}
    for name, path in (("uner", "uner-ewt-dev.iob2"), ("wikigold", "wikigold.conll")):
        out[name] = names(net, see, name_file(folder / path))
    return out
