"""Training: treebank batches and silver-name batches in turn, one seed, a fixed number of epochs.

    python -m reading train --data FILE --out FILE --epochs N --seed N
"""
import copy
import json
import pickle
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import batches, evaluate
from .features import Featuriser
from .network import Reader

RATE, WARM_STEPS, FLAT_PART, LAST_PART = 2e-3, 200, 0.3, 0.01
BANK_TOKENS, NEWS_TOKENS = 1200, 1000
WEIGHT = dict(upos=1.0, xpos=0.5, feats=0.3, script=0.5, arc=1.0, relation=1.0, name=0.3, news=0.6)


def build(data):
    sizes = {key: len(values) for key, values in data["lists"].items()} | {"script": data["predicted"]}
    return Reader(len(data["words"]), data["vectors"], sizes)


def cross(scores, gold):
    return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100)


def bank_loss(net, batch):
    x, h = net.encode(batch)
    gold = batch.gold
    upos, xpos, feats, script = net.tags(x, h)
    parts = dict(upos=cross(upos, gold[..., 0]), xpos=cross(xpos, gold[..., 1]), feats=cross(feats, gold[..., 2]),
                 script=cross(script, gold[..., 3]), arc=cross(net.arcs(h, batch.mask), gold[..., 4]),
                 relation=cross(net.relations(h, gold[..., 4]), gold[..., 5]), name=cross(net.names(x, h), gold[..., 6]))
    return sum(WEIGHT[key] * part for key, part in parts.items())


def news_loss(net, batch):
    x, h = net.encode(batch)
    return WEIGHT["news"] * cross(net.names(x, h), batch.gold)


def rate(done, flat):
    """Share of the highest learning rate after the given share of the steps: flat, then falling in a line."""
    return 1 if done < flat else max(LAST_PART, (1 - done) / (1 - flat))


class Training:
    def __init__(self, data, epochs, seed):
        torch.set_num_threads(1)
        torch.manual_seed(seed)
        self.rng, self.data, self.epochs = np.random.default_rng(seed), data, epochs
        self.see = Featuriser(data["words"], data["keys"])
        self.net = build(data)
        self.mean = copy.deepcopy(self.net)  # exponential moving average of the weights: what is kept
        self.optimiser = torch.optim.Adam(self.net.parameters(), lr=RATE, betas=(0.9, 0.95), fused=True)
        self.step, self.news, self.top, self.flat = 0, iter(()), RATE, FLAT_PART

    def next_news(self):
        batch = next(self.news, None)
        if batch is None:
            self.news = batches.training(self.data["news"], NEWS_TOKENS, self.see, self.data["count"], self.rng)
            batch = next(self.news)
        return batch

    def extra_loss(self, turn):
        """A news batch for every second treebank batch, in one step."""
        return news_loss(self.net, self.next_news()) if turn % 2 == 0 else 0.0

    def update(self, loss, done):
        self.loss = float(loss.detach())
        for group in self.optimiser.param_groups:
            group["lr"] = self.top * rate(done, self.flat) * min(1, (self.step + 1) / WARM_STEPS)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        if self.step % 4 == 0:
            keep = min(0.99, self.step / (self.step + 200))
            with torch.no_grad():
                torch._foreach_lerp_(list(self.mean.parameters()), list(self.net.parameters()), 1 - keep)

    def epoch(self, number):
        self.net.train()
        total, train = 0.0, self.data["train"]
        tokens = sum(len(forms) for forms, _ in train)
        seen = 0
        for turn, batch in enumerate(batches.training(train, BANK_TOKENS, self.see, self.data["count"], self.rng)):
            done = (number + seen / tokens) / self.epochs
            self.update(bank_loss(self.net, batch) + self.extra_loss(turn), done)
            seen += sum(batch.lengths)
            total += self.loss
        return total / (turn + 1)


def run(path, out, epochs, seed, gold):
    data = pickle.load(open(path, "rb"))
    training, start = Training(data, epochs, seed), time.time()
    print("parameters", sum(p.numel() for p in training.net.parameters()), flush=True)
    for number in range(epochs):
        loss = training.epoch(number)
        line = dict(epoch=number + 1, loss=round(loss, 3), seconds=round(time.time() - start))
        if number % 4 == 3 or number + 1 == epochs:
            line |= evaluate.figures(training.mean, data, training.see, gold)
            torch.save(training.mean.state_dict(), out)
        print(json.dumps(line), flush=True)
