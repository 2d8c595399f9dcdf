"""The MiniLM encoder: six BERT layers of width 384, read from the package's files without other libraries.

Weights: `model.safetensors`; subwords: `vocab.txt` (WordPiece, lower case, accents stripped).
"""
import json
import unicodedata
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from .network import drop_columns

WIDTH, PARTS, LAYERS, INNER = 384, 12, 6, 1536
LONGEST_WORD = 5  # subwords of one word that are read; the rest of a web address says nothing
CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


def tensors(path):
    """The arrays of a safetensors file: eight bytes of length, a JSON header, then the data."""
    with open(path, "rb") as source:
        header = json.loads(source.read(int.from_bytes(source.read(8), "little")))
        body = source.read()
    out = {}
    for name, part in header.items():
        if name != "__metadata__" and part["dtype"] == "F32":
            begin, end = part["data_offsets"]
            out[name] = torch.from_numpy(np.frombuffer(body[begin:end], "<f4").reshape(part["shape"]).copy())
    return out


class Subwords:
    """Numbers of the WordPiece subwords of a word."""

    def __init__(self, path):
        self.row = {line.rstrip("\n"): i for i, line in enumerate(open(path, encoding="utf-8"))}
        self.seen = {}

    def __call__(self, form):
        if form not in self.seen:
            text = unicodedata.normalize("NFD", form.lower())
            text = "".join(ch for ch in text if unicodedata.category(ch) not in ("Mn", "Cc", "Cf"))
            ids = [i for chunk in chunks(text) for i in self.pieces(chunk)]
            self.seen[form] = ids[:LONGEST_WORD] or [self.row[UNKNOWN]]
        return self.seen[form]

    def pieces(self, text):
        out, at = [], 0
        while at < len(text):
            lead = "##" if at else ""
            end = next((e for e in range(len(text), at, -1) if lead + text[at:e] in self.row), None)
            if end is None:
                return [self.row[UNKNOWN]]
            out.append(self.row[lead + text[at:end]])
            at = end
        return out


def chunks(text):
    """Runs of letters and digits; every other character alone."""
    out, run = [], ""
    for ch in text:
        if ch.isalnum():
            run += ch
        else:
            out += [run, ch] if run else [ch]
            run = ""
    return [chunk for chunk in [*out, run] if chunk.strip()]


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.output, self.norm1 = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask):
        split = lambda y: y.view(*y.shape[:2], PARTS, -1).transpose(1, 2)
        near = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) * (WIDTH // PARTS) ** -0.5 + mask
        seen = near.softmax(-1).to(x.dtype) @ split(self.value(x))
        seen = self.output(seen.transpose(1, 2).reshape(x.shape))
        x = self.norm1(x + drop_columns(seen, 0.1, self.training))
        return self.norm2(x + drop_columns(self.outer(F.gelu(self.inner(x))), 0.1, self.training))


NAMES = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
         "output": "attention.output.dense", "norm1": "attention.output.LayerNorm", "inner": "intermediate.dense",
         "outer": "output.dense", "norm2": "output.LayerNorm"}


class Encoder(nn.Module):
    """Subword numbers → a mixture of the layers' representations. The embeddings stay as they are."""

    def __init__(self, folder):
        super().__init__()
        given = tensors(Path(folder) / "model.safetensors")
        bed = "embeddings."
        self.register_buffer("word", given[bed + "word_embeddings.weight"])
        place = given[bed + "position_embeddings.weight"] + given[bed + "token_type_embeddings.weight"][0]
        self.register_buffer("place", place)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.load_state_dict({k: given[f"{bed}LayerNorm.{k}"] for k in ("weight", "bias")})
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for i, layer in enumerate(self.layers):
            for name, theirs in NAMES.items():
                own = {k: given[f"encoder.layer.{i}.{theirs}.{k}"] for k in ("weight", "bias")}
                getattr(layer, name).load_state_dict(own)
        self.mix = nn.Parameter(torch.tensor([0.0] * (LAYERS - 1) + [1.0]))

    def forward(self, ids, mask):
        x = self.norm(self.word[ids] + self.place[:ids.shape[1]])
        x, layers = drop_columns(x, 0.1, self.training), []
        for layer in self.layers:
            x = layer(x, mask)
            layers.append(x)
        return sum(w * y for w, y in zip(self.mix.softmax(0), layers))
