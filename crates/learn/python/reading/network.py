"""The reading network: word features → linear → two-layer BiLSTM → heads for words, trees and names."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from . import features

EMBEDDED = (64, 24, 24, 32, 32, 24)  # word, prefix, suffixes 2, 3, 4, shape
WIDTH, HIDDEN, ARC, LABEL, FEATS, LEMMA, NAME = 160, 128, 96, 128, 48, 64, 64
DISTANCES = 21
HEAD_SCALE = 0.1


def distances(length):
    """Bucket of dependent minus head, for every dependent (rows) and head (columns, 0 is the root)."""
    at = torch.arange(length + 1)
    gap = at[1:, None] - at[None, :]
    far = gap.abs()
    near = torch.where(far <= 5, far, 6 + (far > 7).long() + (far > 11).long() + (far > 20).long())
    bucket = torch.where(gap > 0, near, near + 10)
    bucket[:, 0] = DISTANCES - 1
    return bucket


def drop_columns(x, rate, active):
    """Dropout with one mask for all tokens of a sentence."""
    if not active:
        return x
    return x * ((torch.rand(x.shape[0], 1, x.shape[2]) >= rate) / (1 - rate))


class Heads(nn.Module):
    """What is predicted from a word's representation in context (`out` wide) and one without context (`plain` wide)."""

    def add_heads(self, out, plain, sizes, arc, label, dropout):
        self.dropout = dropout
        self.upos = nn.Linear(out, sizes["upos"])
        self.xpos = nn.Linear(out, sizes["xpos"])
        self.feats1, self.feats2 = nn.Linear(out, FEATS), nn.Linear(FEATS, sizes["feats"])
        self.lemma1, self.lemma2 = nn.Linear(out + plain, LEMMA), nn.Linear(LEMMA, sizes["script"])
        self.name1, self.name2 = nn.Linear(out + plain, NAME), nn.Linear(NAME, sizes["name"])
        self.root = nn.Parameter(torch.randn(out) * 0.1)
        self.arc_dep, self.arc_head = nn.Linear(out, arc), nn.Linear(out, arc)
        self.arc_pair = nn.Parameter(torch.empty(arc, arc))
        nn.init.orthogonal_(self.arc_pair)
        self.arc_bias = nn.Linear(arc, 1)
        self.arc_far, self.arc_far_bias = nn.Parameter(torch.randn(DISTANCES, arc) * 0.05), nn.Parameter(torch.zeros(DISTANCES))
        self.label_dep, self.label_head = nn.Linear(out, label), nn.Linear(out, label)
        self.label = nn.Linear(label, sizes["relation"])

    def names(self, x, h):
        return self.name2(F.relu(self.name1(torch.cat([h, x], -1))))

    def tags(self, x, h):
        """Scores of UPOS, XPOS, FEATS and lemma scripts."""
        lemma = self.lemma2(F.relu(self.lemma1(torch.cat([h, x], -1))))
        return self.upos(h), self.xpos(h), self.feats2(F.relu(self.feats1(h))), lemma

    def arcs(self, h, mask):
        """Scores [batch, dependent, head] with the root as head 0."""
        with_root = torch.cat([self.root.expand(h.shape[0], 1, -1), h], 1)
        dep = drop_columns(F.relu(self.arc_dep(h)), self.dropout, self.training)
        head = drop_columns(F.relu(self.arc_head(with_root)), self.dropout, self.training)
        score = HEAD_SCALE * (dep @ self.arc_pair @ head.transpose(1, 2)) + self.arc_bias(head).transpose(1, 2)
        far = dep @ self.arc_far.T + self.arc_far_bias
        score = score + far.gather(2, distances(h.shape[1]).expand(h.shape[0], -1, -1))
        allowed = torch.cat([torch.ones(h.shape[0], 1, dtype=torch.bool), mask], 1)[:, None, :]
        itself = torch.eye(h.shape[1] + 1, dtype=torch.bool)[1:]
        return score.masked_fill(~allowed | itself, -1e9)

    def relations(self, h, heads):
        """Scores of the relations given each token's head."""
        with_root = torch.cat([self.root.expand(h.shape[0], 1, -1), h], 1)
        head = self.label_head(with_root)
        chosen = head.gather(1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        return self.label(F.dropout(F.relu(self.label_dep(h) + chosen), self.dropout, self.training))


class Reader(Heads):
    """See crates/understand/src/network for the same arithmetic in Rust; names of parameters are names of tensors."""

    def __init__(self, words, vectors, sizes, dropout=0.3):
        super().__init__()
        rows = (words, *features.BUCKETS)
        self.hidden_row = (0, *features.BUCKETS)  # the row that stands for a feature left out
        self.embed = nn.ModuleList(nn.Embedding(n + 1, d) for n, d in zip(rows, EMBEDDED))
        for table in self.embed:
            nn.init.normal_(table.weight, std=0.3)
        self.register_buffer("vectors", torch.tensor(vectors))
        self.no_vector = nn.Parameter(torch.zeros(vectors.shape[1]))
        self.input = nn.Linear(sum(EMBEDDED) + vectors.shape[1], WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.layer1 = nn.LSTM(WIDTH, HIDDEN, batch_first=True, bidirectional=True)
        self.layer2 = nn.LSTM(2 * HIDDEN, HIDDEN, batch_first=True, bidirectional=True)
        for layer in (self.layer1, self.layer2):
            for name, weight in layer.named_parameters():
                if "weight_hh" in name:
                    nn.init.orthogonal_(weight)
        self.add_heads(2 * HIDDEN, WIDTH, sizes, ARC, LABEL, dropout)

    def words(self, rows, rare):
        """Context-free representation of each word; `rare` is the chance that its own embedding is left out."""
        parts = []
        for i, table in enumerate(self.embed):
            ids = rows[:, :, i]
            if self.training:
                chance = rare + 0.05 if i == 0 else 0.03
                ids = torch.where(torch.rand(ids.shape) < chance, self.hidden_row[i], ids)
            parts.append(table(ids))
        unknown = rows[:, :, 6] == 0
        if self.training:
            unknown = unknown | (torch.rand(unknown.shape) < 0.03)
        parts.append(torch.where(unknown.unsqueeze(-1), self.no_vector, self.vectors[rows[:, :, 6]]))
        x = F.dropout(torch.cat(parts, -1), 0.2, self.training)
        return self.norm(F.relu(self.input(x)))

    def encode(self, batch):
        """(context-free, in context) representations of a batch sorted by falling length."""
        x = self.words(batch.rows, batch.rare)
        h = drop_columns(x, 0.15, self.training)
        for i, layer in enumerate((self.layer1, self.layer2)):
            h = drop_columns(h, self.dropout if i else 0.0, self.training)
            h, _ = layer(pack_padded_sequence(h, batch.lengths, batch_first=True))
            h, _ = pad_packed_sequence(h, batch_first=True)
        return x, drop_columns(h, self.dropout, self.training)
