"""Tokens, trees and names of an article, under the names that spaCy gave them."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, overload

from . import _dateline


@dataclass(frozen=True)
class Token:
    """One syntactic word of Universal Dependencies: `do` and `n't` are two."""

    doc: "Doc"
    i: int

    @property
    def idx(self) -> int:
        """First character in the text."""
        return self.doc._columns["begin"][self.i]

    @property
    def text(self) -> str:
        """Its characters."""
        return self.doc.text[self.idx : self.doc._columns["end"][self.i]]

    @property
    def lemma_(self) -> str:
        """Dictionary form."""
        return self.doc._columns["lemma"][self.i]

    @property
    def pos_(self) -> str:
        """Universal part of speech."""
        return self.doc._columns["pos"][self.i]

    @property
    def tag_(self) -> str:
        """Part of speech of the Penn Treebank."""
        return self.doc._columns["tag"][self.i]

    @property
    def morph(self) -> str:
        """Features as CoNLL-U writes them."""
        return self.doc._columns["morph"][self.i]

    @property
    def dep_(self) -> str:
        """Relation to its head, as Universal Dependencies names it."""
        return self.doc._columns["dep"][self.i]

    @property
    def head(self) -> "Token":
        """The word that it depends on; a root is its own head."""
        return self.doc[self.doc._columns["head"][self.i]]

    @property
    def children(self) -> list["Token"]:
        """The words that depend on it, in order."""
        return [self.doc[i] for i in self.doc._children[self.i]]

    @property
    def subtree(self) -> list["Token"]:
        """Itself and all below it, in order."""
        below, open = [], [self.i]
        while open:
            below.append(i := open.pop())
            open.extend(self.doc._children[i])
        return [self.doc[i] for i in sorted(below)]

    @property
    def ent_iob_(self) -> str:
        """B, I or O."""
        return self.doc._columns["ent"][self.i][:1] or "O"

    @property
    def ent_type_(self) -> str:
        """Class of the name it stands in; empty outside."""
        return self.doc._columns["ent"][self.i][2:]

    def __repr__(self) -> str:
        return self.text


class Name(NamedTuple):
    """A name in the text."""

    text: str
    label_: str
    span: tuple[int, int]

    @property
    def start_char(self) -> int:
        """First character."""
        return self.span[0]

    @property
    def end_char(self) -> int:
        """One past the last."""
        return self.span[1]


class Doc:
    """Tokens of one article; `doc[0].head.lemma_`, `for sentence in doc.sents`."""

    def __init__(self, inner: _dateline.Record) -> None:
        self.text = inner.text
        self._columns = inner.tokens()

    def __len__(self) -> int:
        return len(self._columns["begin"])

    @overload
    def __getitem__(self, i: int) -> Token: ...

    @overload
    def __getitem__(self, i: slice) -> list[Token]: ...

    def __getitem__(self, i: int | slice) -> Token | list[Token]:
        if isinstance(i, slice):
            return [Token(self, at) for at in range(*i.indices(len(self)))]
        if not -len(self) <= i < len(self):
            raise IndexError(f"there are {len(self)} tokens")
        return Token(self, i % len(self))

    def __iter__(self) -> Iterator[Token]:
        return (Token(self, i) for i in range(len(self)))

    @functools.cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in range(len(self))]
        for i, head in enumerate(self._columns["head"]):
            if head != i:
                children[head].append(i)
        return children

    @property
    def sents(self) -> Iterator[list[Token]]:
        """Sentences, each a list of its tokens."""
        sentence: list[Token] = []
        for token, number in zip(self, self._columns["sentence"]):
            if sentence and number != self._columns["sentence"][sentence[-1].i]:
                yield sentence
                sentence = []
            sentence.append(token)
        if sentence:
            yield sentence

    @property
    def ents(self) -> list[Name]:
        """Names, in the order of the text."""
        found: list[list] = []
        for i, tag in enumerate(self._columns["ent"]):
            begin, end = self._columns["begin"][i], self._columns["end"][i]
            if tag.startswith("B"):
                found.append([tag[2:], begin, end])
            elif tag and found:
                found[-1][2] = end
        return [Name(self.text[b:e], kind, (b, e)) for kind, b, e in found]
