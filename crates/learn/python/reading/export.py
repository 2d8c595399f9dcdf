"""Writes the model file that crates/knowledge/src/weights.rs reads.

    python -m reading export --data FILE --net FILE --out FILE --about TEXT

The file: the line `dateline model 1`, one line of JSON about where the weights come from, one line for each part
(`part NAME KIND ROWS COLUMNS START BYTES`), the line `body BYTES CHECKSUM`, then the body. Kinds are f32, f16, i8
(a part NAME.scale holds a factor a row), u32, u16 and text (one value a line). Matrices are written input by output,
and those that read the same input are joined side by side, so that the reader multiplies once.
"""
import hashlib
import json
import pickle

import numpy as np
import torch

from . import features, kinds, train
from .network import HEAD_SCALE

ALIGN = 64
TABLES = ("word", "prefix", "suffix2", "suffix3", "suffix4", "shape")


def checksum(body):
    """Sum of little-endian 64-bit words, each turned by its place: quick to compute, no guard against intent."""
    words = np.frombuffer(body + bytes(-len(body) % 8), "<u8")
    odd = np.arange(words.size, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    with np.errstate(over="ignore"):
        return int((words * odd).sum(dtype=np.uint64))


class Parts:
    """The parts of the file in order."""

    def __init__(self):
        self.lines, self.body = [], bytearray()

    def raw(self, name, kind, rows, columns, data):
        self.body += bytes(-len(self.body) % ALIGN)
        self.lines.append(f"part {name} {kind} {rows} {columns} {len(self.body)} {len(data)}")
        self.body += data

    def array(self, name, values, dtype="<f4"):
        values = np.atleast_2d(np.asarray(values))
        kind = {"<f4": "f32", "<f2": "f16", "<u4": "u32", "<u2": "u16", "i1": "i8"}[dtype]
        self.raw(name, kind, *values.shape, np.ascontiguousarray(values.astype(dtype)).tobytes())

    def layer(self, name, weight, bias):
        """A matrix [input, output] in half precision with its bias."""
        self.array(name, weight, "<f2")
        self.array(name + ".bias", bias)

    def rows(self, name, values):
        """An embedding table in eight bits with a factor a row."""
        scale = np.abs(values).max(1) / 127 + 1e-12
        self.array(name, np.clip(np.rint(values / scale[:, None]), -127, 127), "i1")
        self.array(name + ".scale", scale)

    def hashes(self, name, pairs):
        """Sorted hashes and the row of each."""
        keys = np.array(sorted(pairs), np.uint32)
        self.array(name + ".keys", keys, "<u4")
        self.array(name + ".rows", [pairs[int(k)] for k in keys], "<u2")

    def text(self, name, values):
        assert not any("\n" in value for value in values)
        data = "".join(value + "\n" for value in values).encode("utf-8")
        self.raw(name, "text", len(values), 1, data)


def gates(layer, kind):
    """Weight [input, 2 × 4 × hidden] of both directions of an LSTM layer, in PyTorch's gate order i f g o."""
    return np.concatenate([layer[f"weight_{kind}_l0{way}"].T for way in ("", "_reverse")], 1)


def gate_bias(layer):
    return np.concatenate([layer[f"bias_ih_l0{way}"] + layer[f"bias_hh_l0{way}"] for way in ("", "_reverse")])


def side_by_side(state, names, begin=None, end=None):
    """Weights of several linear layers joined; `begin:end` cuts the inputs."""
    return np.concatenate([state[name + ".weight"].T[begin:end] for name in names], 1)


def write_network(parts, state):
    """All weights of the network, joined as the reader multiplies them."""
    get = lambda prefix: {k[len(prefix) + 1:]: v for k, v in state.items() if k.startswith(prefix + ".")}
    for i, name in enumerate(TABLES):
        parts.rows(f"table.{name}", state[f"embed.{i}.weight"])
    vectors = state["vectors"].copy()
    vectors[0] = state["no_vector"]
    parts.rows("table.vector", vectors)
    parts.layer("input", state["input.weight"].T, state["input.bias"])
    parts.array("norm.gain", state["norm.weight"])
    parts.array("norm.bias", state["norm.bias"])
    one, two = get("layer1"), get("layer2")
    out = state["root"].size
    parts.layer("typed", np.concatenate([gates(one, "ih"), side_by_side(state, ("lemma1", "name1"), out)], 1),
                np.concatenate([gate_bias(one), state["lemma1.bias"], state["name1.bias"]]))
    parts.layer("second", gates(two, "ih"), gate_bias(two))
    for name, layer in (("step1", one), ("step2", two)):
        parts.array(f"{name}.forward", layer["weight_hh_l0"].T, "<f2")
        parts.array(f"{name}.backward", layer["weight_hh_l0_reverse"].T, "<f2")
    write_heads(parts, state, out)


def write_heads(parts, state, out):
    heads = ("upos", "xpos", "feats1", "lemma1", "name1", "arc_dep", "arc_head", "label_dep", "label_head")
    biases = [np.zeros_like(state[n + ".bias"]) if n in ("lemma1", "name1") else state[n + ".bias"] for n in heads]
    heads, kind = (*heads, "kind"), state["kind.weight"].T[out:]
    parts.layer("heads", side_by_side(state, heads, 0, out), np.concatenate([*biases, np.zeros_like(state["kind.bias"])]))
    for name in ("feats2", "lemma2", "label"):
        parts.layer(name, state[name + ".weight"].T, state[name + ".bias"])
    parts.layer("name2", np.concatenate([state["name2.weight"].T, kind], 1),
                np.concatenate([state["name2.bias"], state["kind.bias"]]))
    pair, far = state["arc_pair"] * HEAD_SCALE, state["arc_far"].T
    parts.layer("arcs", np.concatenate([pair, far], 1), np.concatenate([np.zeros(len(pair)), state["arc_far_bias"]]))
    parts.layer("arc_bias", state["arc_bias.weight"].T, state["arc_bias.bias"])
    root = lambda name: state[name + ".weight"] @ state["root"] + state[name + ".bias"]
    parts.array("root.arc", np.maximum(root("arc_head"), 0))
    parts.array("root.label", root("label_head"))


def write_knowledge(parts, data):
    """Labels, lemma scripts and the hashed tables of words, vectors and lemmas."""
    for key, values in data["lists"].items():
        parts.text("list." + key, values)
    parts.array("predicted", [data["predicted"]], "<u4")
    hashed = lambda prefix, pairs: {features.fnv(prefix + key): row for key, row in pairs}
    parts.hashes("words", hashed("w", ((word, row + 1) for row, word in enumerate(data["words"]))))
    parts.hashes("vectors", data["keys"])
    parts.hashes("lexicon", hashed("l", data["lexicon"].items()))


def run(path, net, kind, out, about):
    data = pickle.load(open(path, "rb"))
    data["lists"]["kind"] = kinds.KINDS
    learnt = torch.load(net) | torch.load(kind)
    state = {key: value.numpy().astype(np.float32) for key, value in learnt.items()}
    parts = Parts()
    write_knowledge(parts, data)
    write_network(parts, state)
    body = bytes(parts.body)
    header = json.loads(about) | {"sha256": hashlib.sha256(body).hexdigest()}
    lines = ["dateline model 1", json.dumps(header, ensure_ascii=False), *parts.lines,
             f"body {len(body)} {checksum(body):016x}"]
    with open(out, "wb") as sink:
        sink.write(("\n".join(lines) + "\n").encode("utf-8") + body)


def rounded(state):
    """The weights as the file keeps them: what the reader computes with."""
    out = {}
    for key, value in state.items():
        if key.startswith("embed.") or key == "vectors":
            scale = value.abs().amax(1, keepdim=True) / 127 + 1e-12
            out[key] = (value / scale).round().clamp(-127, 127) * scale
        elif value.ndim == 2 and key not in ("arc_pair",):
            out[key] = value.half().float()
        else:
            out[key] = value
    return out


def load(path, net):
    """Data and the network with rounded weights, for predictions that the reader must reproduce."""
    data = pickle.load(open(path, "rb"))
    reader = train.build(data)
    reader.load_state_dict(rounded(torch.load(net)))
    return data, reader.eval()
