"""Silver readings: the teacher and a trained reader together read raw news, and their doubts are kept.

    python -m reading label --data FILE --minilm DIR --teacher FILE --net FILE --raw FILE --out FILE
`--raw` is CoNLL-U of which only the forms are read. The output is a list of (forms, Reading).
"""
import pickle
from typing import NamedTuple

import numpy as np
import torch

from . import corpora, evaluate, teacher, train
from .batches import Batch
from .features import Featuriser

TEACHER_PART = 0.7  # weight of the teacher's probabilities beside the reader's
SHORTEST, LONGEST, SUREST = 4, 70, 0.75  # tokens of a sentence; least mean probability of its arcs
TOKENS = 800_000


class Reading(NamedTuple):
    """Probabilities (half precision, a row a token) and the likeliest FEATS, heads counted from 1."""

    upos: np.ndarray
    xpos: np.ndarray
    names: np.ndarray
    arcs: np.ndarray
    relations: np.ndarray
    feats: np.ndarray
    heads: np.ndarray


class Council:
    """Some networks whose probabilities are averaged with the given weights."""

    def __init__(self, nets, weights):
        self.nets, self.weights = [net.eval() for net in nets], weights

    def mean(self, scores):
        return sum(w * s.softmax(-1) for w, s in zip(self.weights, scores))

    @torch.no_grad()
    def read(self, batch):
        seen = [net.encode(batch) for net in self.nets]
        tags = [net.tags(*xh)[:3] for net, xh in zip(self.nets, seen)]
        upos, xpos, feats = (self.mean(scores) for scores in zip(*tags))
        names = self.mean([net.names(*xh) for net, xh in zip(self.nets, seen)])
        arcs = self.mean([net.arcs(h, batch.mask) for net, (_, h) in zip(self.nets, seen)])
        heads = arcs.argmax(-1)
        relations = self.mean([net.relations(h, heads) for net, (_, h) in zip(self.nets, seen)])
        return upos, xpos, names, arcs, relations, feats.argmax(-1), heads


def council(data, minilm, teacher_file, net_file, part):
    tutor, reader = teacher.build(data, minilm), train.build(data)
    tutor.load_state_dict(torch.load(teacher_file))
    reader.load_state_dict(torch.load(net_file))
    return Council([tutor, reader], [part, 1 - part])


def raw_sentences(path, seed=1):
    """Different sentences of a fit length, in random order, until there are enough tokens."""
    fit = {tuple(s.form) for s in corpora.conllu(path) if SHORTEST <= len(s.form) <= LONGEST}
    fit, count, out = sorted(fit), 0, []
    for i in np.random.default_rng(seed).permutation(len(fit)):
        out.append(list(fit[i]))
        count += len(fit[i])
        if count > TOKENS:
            break
    return out


def readings(board, see, sentences):
    """(forms, Reading) of the sentences that are read with some certainty."""
    pairs = [(forms, np.zeros(len(forms), np.int64)) for forms in sentences]
    for group in evaluate.groups(pairs, 3000):
        batch = Batch([pairs[i] for i in group], see)
        parts = [part.numpy() for part in board.read(batch)]
        for r, forms in enumerate(batch.forms):
            n = len(forms)
            upos, xpos, names, arcs, relations, feats, heads = (part[r, :n] for part in parts)
            arcs = arcs[:, :n + 1]
            if arcs.max(-1).mean() >= SUREST:
                half = [part.astype(np.float16) for part in (upos, xpos, names, arcs, relations)]
                yield forms, Reading(*half, feats.astype(np.int16), heads.astype(np.int16))


def run(path, minilm, teacher_file, net_file, raw, out):
    torch.set_num_threads(1)
    data = pickle.load(open(path, "rb"))
    see, sentences = Featuriser(data["words"], data["keys"]), raw_sentences(raw)
    found = list(readings(council(data, minilm, teacher_file, net_file, TEACHER_PART), see, sentences))
    print("sentences", len(sentences), "kept", len(found), "tokens", sum(len(forms) for forms, _ in found))
    pickle.dump([(forms, tuple(reading)) for forms, reading in found], open(out, "wb"))
