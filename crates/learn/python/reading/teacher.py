"""The teacher: MiniLM tuned to tag, parse and name. Far too slow to ship; its reading of raw news teaches the reader.

    python -m reading teacher --gold DIR --data FILE --minilm DIR --out FILE --epochs N --seed N
"""
import json
import pickle
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from . import batches, encoder, evaluate, features, train
from .features import Featuriser
from .network import Heads, drop_columns

TABLES = {1: 32, 2: 32, 3: 32, 5: 32}  # columns of the features that MiniLM does not see: affixes, shape; their widths
PLAIN, ARC, LABEL, FINE = 160, 192, 192, 160
RATE, ENCODER_RATE, WARM_PART = 1.5e-3, 1e-4, 0.08
BANK_TOKENS, NEWS_TOKENS, NEWS_EVERY = 1200, 1000, 4


class Teacher(Heads):
    """MiniLM's representation of a word's first subword beside affixes, shape and static vector → the reader's heads."""

    def __init__(self, folder, vectors, sizes):
        super().__init__()
        self.add_heads(encoder.WIDTH + FINE, PLAIN, sizes, ARC, LABEL, 0.3)
        self.minilm = encoder.Encoder(folder)
        self.subwords = encoder.Subwords(f"{folder}/vocab.txt")
        rows = dict(enumerate((0, *features.BUCKETS)))
        self.tables = nn.ModuleDict({str(i): nn.Embedding(rows[i] + 1, wide) for i, wide in TABLES.items()})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.3)
        self.register_buffer("vectors", torch.tensor(vectors))
        self.input = nn.Linear(sum(TABLES.values()) + vectors.shape[1], PLAIN)
        self.norm = nn.LayerNorm(PLAIN)
        self.fine = nn.Linear(PLAIN, FINE)

    def pieces(self, batch):
        """Padded subword numbers, their mask, and the place of each word's first subword."""
        row, starts, lines = self.subwords.row, [], []
        for forms in batch.forms:
            ids, start = [row[encoder.CLS]], []
            for form in forms:
                start.append(len(ids))
                ids += self.subwords(form)
            lines.append([*ids, row[encoder.SEP]][:512])
            starts.append(start)
        long, words = max(map(len, lines)), batch.lengths[0]
        ids, mask = np.zeros((len(lines), long), np.int64), np.full((len(lines), 1, 1, long), -1e4, np.float32)
        first = np.zeros((len(lines), words), np.int64)
        for r, (line, start) in enumerate(zip(lines, starts)):
            ids[r, :len(line)], mask[r, 0, 0, :len(line)], first[r, :len(start)] = line, 0, start
        return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(first.clip(max=long - 1))

    def encode(self, batch):
        ids, mask, first = self.pieces(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            seen = self.minilm(ids, mask)
        seen = seen.float().gather(1, first.unsqueeze(-1).expand(-1, -1, encoder.WIDTH))
        parts = [self.tables[str(i)](batch.rows[:, :, i]) for i in TABLES] + [self.vectors[batch.rows[:, :, 6]]]
        plain = F.dropout(torch.cat(parts, -1), 0.3, self.training)
        plain = self.norm(F.relu(self.input(plain)))
        h = torch.cat([seen, F.relu(self.fine(plain))], -1)
        return plain, drop_columns(h, 0.2, self.training)


def build(data, folder):
    sizes = {key: len(values) for key, values in data["lists"].items()} | {"script": data["predicted"]}
    return Teacher(folder, data["vectors"], sizes)


def optimiser(net):
    slow = list(net.minilm.layers.parameters()) + list(net.minilm.norm.parameters())
    known = set(map(id, slow))
    fast = [p for p in net.parameters() if id(p) not in known]
    groups = [dict(params=slow, lr=ENCODER_RATE, top=ENCODER_RATE), dict(params=fast, lr=RATE, top=RATE)]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def run(gold, path, folder, out, epochs, seed):
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng, data, start = np.random.default_rng(seed), pickle.load(open(path, "rb")), time.time()
    net, see = build(data, folder), Featuriser(data["words"], data["keys"])
    steps, tokens, seen = optimiser(net), epochs * sum(len(forms) for forms, _ in data["train"]), 0
    news = iter(batches.training(data["news"], NEWS_TOKENS, see, None, rng))
    for number in range(epochs):
        net.train()
        total, told = 0.0, time.time()
        for turn, batch in enumerate(batches.training(data["train"], BANK_TOKENS, see, None, rng)):
            done = seen / tokens
            for group in steps.param_groups:
                group["lr"] = group["top"] * min(done / WARM_PART, (1 - done) / (1 - WARM_PART)) + 1e-7
            loss = train.bank_loss(net, batch)
            if turn % NEWS_EVERY == 0:
                loss = loss + train.news_loss(net, next(news))
            steps.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            steps.step()
            seen, total = seen + sum(batch.lengths), total + float(loss.detach())
            if time.time() - told > 60:
                told = time.time()
                print(f"{seen / tokens:.3f} {total / (turn + 1):.3f} {seen / (told - start):.0f} tokens/s", flush=True)
        line = dict(epoch=number + 1, loss=round(total / (turn + 1), 3), seconds=round(time.time() - start))
        print(json.dumps(line | evaluate.figures(net, data, see, gold)), flush=True)
        torch.save(net.state_dict(), out)
