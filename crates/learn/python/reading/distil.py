"""The reader's second schooling: from a trained reader on, treebanks and silver readings side by side in every step.

    python -m reading distil --gold DIR --data FILE --soft FILE --begin FILE --out FILE --epochs N --stop N --flat SHARE --seed N
`--stop` ends after fewer epochs than the course of the learning rate was planned for; `--flat` is its flat share.
"""
import json
import pickle
import time

import numpy as np
import torch

from . import batches, evaluate, train

RATE, SOFT_TOKENS, SOFT_WEIGHT = 1.2e-3, 1200, 1.0
WEIGHT = dict(upos=1.0, xpos=0.5, names=0.6, arcs=1.0, relations=1.0)
FEATS_WEIGHT = 0.3


def padded(parts, shape):
    """Rows of several sentences in one array, nothing where there is no token (or no head)."""
    out = np.zeros(shape, np.float32)
    for r, part in enumerate(parts):
        out[r, :part.shape[0], :part.shape[1]] = part
    return torch.from_numpy(out)


class SoftBatch(batches.Batch):
    """A batch whose targets are probabilities: upos, xpos, names, arcs, relations; feats and heads are numbers."""

    def __init__(self, chosen, see, count, rng):
        forms = [batches.headline(f, rng) if rng.random() < 0.05 else f for f, _ in chosen]
        hard = [np.stack(reading[5:], 1).astype(np.int64) for _, reading in chosen]
        super().__init__(list(zip(forms, hard)), see, count)
        long, ordered = self.lengths[0], [chosen[i][1] for i in self.order]
        wide = [long + 1 if i == 3 else ordered[0][i].shape[1] for i in range(5)]
        self.soft = {key: padded([reading[i] for reading in ordered], (len(ordered), long, wide[i]))
                     for i, key in enumerate(WEIGHT)}


def soft_batches(sentences, see, count, rng):
    """One pass over the silver readings."""
    for group in batches.plan([len(forms) for forms, _ in sentences], SOFT_TOKENS, rng):
        yield SoftBatch([sentences[i] for i in group], see, count, rng)


def soft_loss(net, batch):
    """Cross-entropy with the teachers' probabilities, relations judged at their likeliest head."""
    x, h = net.encode(batch)
    upos, xpos, feats, _ = net.tags(x, h)
    scores = dict(upos=upos, xpos=xpos, names=net.names(x, h), arcs=net.arcs(h, batch.mask),
                  relations=net.relations(h, batch.gold[..., 1].clamp(min=0)))
    tokens = sum(batch.lengths)
    loss = FEATS_WEIGHT * train.cross(feats, batch.gold[..., 0])
    for key, score in scores.items():
        loss = loss - WEIGHT[key] * (batch.soft[key] * score.log_softmax(-1)).sum() / tokens
    return loss


class Distilling(train.Training):
    def __init__(self, data, soft, begin, epochs, seed, flat):
        super().__init__(data, epochs, seed)
        self.soft_sentences, self.soft, self.top, self.flat = soft, iter(()), RATE, flat
        for net in (self.net, self.mean):
            net.load_state_dict(torch.load(begin))

    def next_soft(self):
        batch = next(self.soft, None)
        if batch is None:
            self.soft = soft_batches(self.soft_sentences, self.see, self.data["count"], self.rng)
            batch = next(self.soft)
        return batch

    def extra_loss(self, turn):
        return SOFT_WEIGHT * soft_loss(self.net, self.next_soft())


def run(gold, path, soft, begin, out, epochs, stop, flat, seed):
    data, sentences = pickle.load(open(path, "rb")), pickle.load(open(soft, "rb"))
    school, start = Distilling(data, sentences, begin, epochs, seed, flat), time.time()
    for number in range(stop or epochs):
        loss = school.epoch(number)
        line = dict(epoch=number + 1, loss=round(loss, 3), seconds=round(time.time() - start))
        if number % 4 == 3 or number + 1 == epochs:
            line |= evaluate.figures(school.mean, data, school.see, gold)
            torch.save(school.mean.state_dict(), out)
        print(json.dumps(line), flush=True)
