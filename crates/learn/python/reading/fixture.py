"""Writes what the network makes of a few sentences, for the test that compares the reader with it.

    python -m reading fixture --data FILE --net FILE --sentences FILE --out FILE
The input has a sentence a line, tokens parted by spaces. The output has a line a token: form, UPOS, XPOS, FEATS,
lemma, head, relation, name, and by how much the nearest of the choices was won: where that is almost nothing, the
reader may choose otherwise, for it adds in another order. It is 0 in sentences whose heads are no tree: the reader
mends them.
"""
import torch

from . import evaluate, export, features
from .batches import Batch


def margin(scores):
    """How far the best score is above the second."""
    best, second = torch.topk(scores, 2).values.tolist()
    return best - second


def is_tree(heads):
    """Whether heads counted from 1, 0 for the root, make one tree with one root."""
    for at in range(1, len(heads) + 1):
        for _ in heads:
            at = heads[at - 1] if at else 0
        if at:
            return False
    return heads.count(0) == 1


@torch.no_grad()
def lines(net, data, see, forms):
    lists = data["lists"]
    batch = Batch([(forms, torch.zeros(len(forms), dtype=torch.long).numpy())], see)
    x, h = net.encode(batch)
    upos, xpos, feats, script = (t[0] for t in net.tags(x, h))
    arcs = net.arcs(h, batch.mask)
    heads = arcs.argmax(-1)
    relations = net.relations(h, heads)[0].argmax(-1).tolist()
    sure = is_tree(heads[0].tolist())
    names = evaluate.best_tags(net.names(x, h)[0])
    for i, form in enumerate(forms):
        tag = lists["xpos"][int(xpos[i].argmax())]
        rule = data["lexicon"].get(features.lemma_form(form) + "\t" + tag, int(script[i].argmax()))
        near = min(margin(upos[i]), margin(xpos[i]), margin(arcs[0, i])) if sure else 0.0
        yield [form, lists["upos"][int(upos[i].argmax())], tag, lists["feats"][int(feats[i].argmax())],
               features.apply(lists["script"][rule], form), heads[0, i].item(), lists["relation"][relations[i]],
               names[i], f"{near:.3f}"]


def run(path, net, sentences, out):
    data, reader = export.load(path, net)
    see = features.Featuriser(data["words"], data["keys"])
    with open(out, "w", encoding="utf-8") as sink:
        for line in open(sentences, encoding="utf-8"):
            for cells in lines(reader, data, see, line.split()):
                sink.write("\t".join(map(str, cells)) + "\n")
            sink.write("\n")
