"""Bytes of records as Parquet: `bytes.py FILE.jsonl [ARTICLES]`. Needs pyarrow."""

import itertools
import json
import os
import sys
import tempfile

import pyarrow
import pyarrow.parquet

import dateline


def main(file: str, articles: str = "300") -> None:
    given = [json.loads(line) for line in itertools.islice(open(file), int(articles))]
    rows = pyarrow.table({"text": [g["text"] for g in given], "published": [g.get("published") for g in given]})
    records = pyarrow.table(dateline.Reader().read_batch(rows, published="published"))
    size = lambda table, packing: _size(table, packing) / len(given)  # noqa: E731
    texts = sum(len(g["text"].encode()) for g in given) / len(given)
    for name, table in (("texts", rows), ("records with their texts", records), ("records", records.drop_columns(["text"]))):
        value = ", ".join(f"{packing} {size(table, packing):.0f}" for packing in ("none", "snappy", "zstd"))
        print(f"bytes an article as Parquet, {name}\t{len(given)} articles of {texts:.0f} bytes\t{value}\tbench/python/bytes.py")


def _size(table: pyarrow.Table, packing: str) -> int:
    with tempfile.NamedTemporaryFile() as file:
        pyarrow.parquet.write_table(table, file.name, compression=packing)
        return os.path.getsize(file.name)


if __name__ == "__main__":
    main(*sys.argv[1:])
