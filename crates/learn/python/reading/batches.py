"""Sentences into padded batches, with the small changes of the text that make the reader robust."""
import numpy as np
import torch

from . import features


def headline(forms, rng):
    """The sentence as a headline would write it: all capitals or Title Case."""
    if rng.random() < 0.4:
        return [form.upper() for form in forms]
    return [form[:1].upper() + form[1:] if len(form) > 3 or i == 0 else form for i, form in enumerate(forms)]


def vary(forms, gold, rng):
    """Now and then a headline, now and then no final stop; the targets stay those of the sentence."""
    if rng.random() < 0.05:
        forms = headline(forms, rng)
    if rng.random() < 0.05 and len(forms) > 3 and forms[-1] in ".!" and not has_child(gold, len(forms)):
        forms, gold = forms[:-1], gold[:-1]
    return forms, gold


def has_child(gold, token):
    return gold.ndim == 2 and bool((gold[:, 4] == token).any())


def plan(lengths, size, rng):
    """Groups of sentences of like length, at most `size` padded tokens each, in random order."""
    order = np.argsort([n + rng.random() * 4 for n in lengths], kind="stable")
    groups, group, longest = [], [], 0
    for i in order:
        longest = max(longest, lengths[i])
        if group and longest * (len(group) + 1) > size:
            groups.append(group)
            group, longest = [], lengths[i]
        group.append(int(i))
    groups.append(group)
    return [groups[i] for i in rng.permutation(len(groups))]


class Batch:
    """Padded arrays of some sentences, the longest first."""

    def __init__(self, pairs, featuriser, count=None):
        pairs = sorted(enumerate(pairs), key=lambda item: -len(item[1][0]))
        self.order = [i for i, _ in pairs]
        pairs = [pair for _, pair in pairs]
        self.forms = [forms for forms, _ in pairs]
        self.lengths = [len(forms) for forms in self.forms]
        shape = (len(pairs), self.lengths[0])
        rows, gold = np.zeros(shape + (7,), np.int64), np.full(shape + pairs[0][1].shape[1:], -100, np.int64)
        rare, mask = np.zeros(shape, np.float32), np.zeros(shape, bool)
        for r, (forms, target) in enumerate(pairs):
            n = len(forms)
            rows[r, :n], gold[r, :n], mask[r, :n] = [featuriser(f) for f in forms], target, True
            if count is not None:
                rare[r, :n] = [0.5 / (0.5 + count.get(features.folded(f), 0)) for f in forms]
        self.rows, self.gold = torch.from_numpy(rows), torch.from_numpy(gold)
        self.rare, self.mask = torch.from_numpy(rare), torch.from_numpy(mask)


def training(sentences, size, featuriser, count, rng):
    """One pass over the sentences."""
    for group in plan([len(forms) for forms, _ in sentences], size, rng):
        yield Batch([vary(*sentences[i], rng) for i in group], featuriser, count)
