"""Finer classes of places and other names: a linear layer on what the trained reader makes of a token in context, and
on its hidden layer of names.

    python -m reading kinds --data FILE --silver FILE --net FILE --out FILE --seed N
The reader stays as it is. One paragraph in twenty of the silver file is kept apart; its figures are printed.
"""
import pickle

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from . import batches, prepare, train
from .features import Featuriser

KINDS = ["GPE", "LOC", "FAC", "NORP", "EVENT", "OTHER"]
OF = {"GPE": 0, "LOC": 1, "FAC": 2, "NORP": 3, "EVENT": 4, "PRODUCT": 5, "WORK_OF_ART": 5, "LAW": 5}
ROUNDS, SIZE, RATE = 6, 512, 3e-3


@torch.no_grad()
def seen(net, see, sentences):
    """What the layer sees of each token of a place or other name, and the token's kind."""
    rows, gold = [], []
    for group in batches.plan([len(s[0]) for s in sentences], 6000, np.random.default_rng(0)):
        pairs = [(sentences[i][0], np.array([OF.get(k, -100) for k in sentences[i][2]], np.int64)) for i in group]
        batch = batches.Batch(pairs, see)
        x, h = net.encode(batch)
        keep = batch.gold >= 0
        rows.append(torch.cat([h, F.relu(net.name1(torch.cat([h, x], -1)))], -1)[keep])
        gold.append(batch.gold[keep])
    return torch.cat(rows), torch.cat(gold)


def figures(layer, rows, gold):
    """Share of tokens right where the coarse class is known, as the reader chooses, for each kind."""
    scores = layer(rows)
    place = gold < 3
    scores = scores.masked_fill(torch.where(place[:, None], torch.arange(6) >= 3, torch.arange(6) < 3), -1e9)
    right = scores.argmax(-1) == gold
    each = {kind: round(100 * right[gold == i].float().mean().item(), 1) for i, kind in enumerate(KINDS)}
    return dict(all=round(100 * right.float().mean().item(), 2), tokens=len(gold)) | each


def run(path, silver, net, out, seed):
    torch.manual_seed(seed)
    data = pickle.load(open(path, "rb"))
    reader = train.build(data)
    reader.load_state_dict(torch.load(net))
    news, bank = prepare.silver_sets(silver)
    every = [s for s in news + bank if any(k in OF for k in s[2])]
    held = [s for i, s in enumerate(every) if i // 20 % 20 == 0]
    rest = [s for i, s in enumerate(every) if i // 20 % 20]
    see = Featuriser(data["words"], data["keys"])
    reader.eval()
    rows, gold = seen(reader, see, rest)
    layer = nn.Linear(rows.shape[1], len(KINDS))
    steps = ROUNDS * (len(gold) // SIZE)
    adam = torch.optim.Adam(layer.parameters(), RATE)
    fall = torch.optim.lr_scheduler.LinearLR(adam, 1.0, 0.02, steps)
    for _ in range(ROUNDS):
        for part in torch.randperm(len(gold))[:steps // ROUNDS * SIZE].view(-1, SIZE):
            adam.zero_grad()
            F.cross_entropy(layer(rows[part]), gold[part]).backward()
            adam.step()
            fall.step()
    with torch.no_grad():
        print(figures(layer, *seen(reader, see, held)))
    torch.save({f"kind.{k}": v for k, v in layer.state_dict().items()}, out)
