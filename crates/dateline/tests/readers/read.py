"""Opens each export of a store with the programs that people use and looks at what they see.

usage: read.py STORE FOLDER, where FOLDER has a folder or file of each form. Prints a line a check; a skip says why.
"""

import json
import pathlib
import sqlite3
import sys

import duckdb
import networkx
import pandas
import pyarrow
import pyarrow.parquet

STORE, OUT = sys.argv[1], pathlib.Path(sys.argv[2])
DB = sqlite3.connect(STORE)
TABLES = ["articles", "statements", "events", "parties", "commitments", "outcomes", "timexes", "places", "entities"]
PAIRS = (
    "SELECT coalesce(sum(max(1, s) * max(1, t)), 0) FROM (SELECT e.id, "
    "(SELECT count(*) FROM parties p WHERE p.of = 'event' AND p.record = e.id AND p.role = 'source') AS s, "
    "(SELECT count(*) FROM parties p WHERE p.of = 'event' AND p.record = e.id AND p.role = 'target') AS t "
    "FROM events e WHERE e.same_as IS NULL AND {0})"
)


def one(sql):
    return DB.execute(sql).fetchone()[0]


def same(what, found, expected):
    assert found == expected, f"{what}: {found!r} instead of {expected!r}"
    print(f"{what}: {found}")


def tabs(path, names=None):
    header = None if names is None else 0
    frame = pandas.read_csv(
        path, sep="\t", header=header, dtype=str, quoting=3, keep_default_na=False, encoding="utf-8"
    )
    if names is not None:
        same(f"{path.name} names", list(frame.columns)[:3] + [frame.columns[-1]], names)
    return frame


def tables():
    for table in TABLES:
        rows = one(f"SELECT count(*) FROM {table}")
        parquet = pyarrow.parquet.read_table(OUT / f"parquet/{table}.parquet")
        same(f"{table} by pyarrow", parquet.num_rows, rows)
        query = f"SELECT count(*) FROM read_parquet('{OUT}/parquet/{table}.parquet')"
        same(f"{table} by duckdb", duckdb.sql(query).fetchall()[0][0], rows)
        csv = pandas.read_csv(OUT / f"csv/{table}.csv", dtype=str, keep_default_na=False)
        same(f"{table} as csv", len(csv), rows)
        columns = [c[1] for c in DB.execute(f"PRAGMA table_info({table})")]
        assert list(csv.columns) == parquet.column_names == columns, table
        lines = (OUT / f"jsonl/{table}.jsonl").read_text("utf-8").split("\n")[:-1]
        same(f"{table} as jsonl", len([json.loads(line) for line in lines]), rows)
    schema = pyarrow.parquet.read_schema(OUT / "parquet/events.parquet")
    assert schema.field("cameo").type == pyarrow.string()
    assert schema.field("goldstein").type == pyarrow.float64()
    assert schema.field("main").type == pyarrow.bool_()


def gdelt():
    actual = one(PAIRS.format("e.factuality = 'actual'"))
    events = tabs(OUT / "gdelt/dateline.export.CSV")
    same("gdelt events", events.shape, (actual, 61))
    assert events[0].is_unique
    code, base, root, quad, goldstein = (events[n] for n in range(26, 31))
    assert set(code.str.len()) <= {2, 3, 4} and (code.str[:3] == base).all() and (code.str[:2] == root).all()
    assert code.str.startswith("0").any(), "zeros that lead are kept"
    assert set(quad) <= set("1234") and pandas.to_numeric(goldstein).between(-10, 10).all()
    places = events[events[51] != ""]
    assert len(places) and set(places[51]) <= {"1", "2", "3", "4", "5"}
    assert (places[53].str.len() <= 2).all(), "FIPS 10-4"
    mentions = tabs(OUT / "gdelt/dateline.mentions.CSV")
    same("gdelt mentions' columns", mentions.shape[1], 16)
    assert set(mentions[0]) == set(events[0])
    same("gdelt mentions", len(mentions), int(events[31].astype(int).sum()))


def coded():
    actual, every = one(PAIRS.format("e.factuality = 'actual'")), one(PAIRS.format("TRUE"))
    icews = tabs(OUT / "icews.tsv", ["Event ID", "Event Date", "Source Name", "Longitude"])
    same("icews", icews.shape, (actual, 20))
    assert icews["Event ID"].is_unique and pandas.to_numeric(icews["Intensity"]).between(-10, 10).all()
    pandas.to_datetime(icews["Event Date"], format="%Y-%m-%d")
    polecat = tabs(OUT / "polecat.tsv", ["Event ID", "Event Date", "Event Type", "Version"])
    same("polecat", polecat.shape, (every, 40))
    assert polecat["Event ID"].is_unique
    phoenix = tabs(OUT / "phoenix.tsv")
    same("phoenix", phoenix.shape, (actual, 26))
    assert (phoenix[13].str[:2] == phoenix[14]).all() and set(phoenix[15]) <= set("01234")


def network():
    graph = networkx.read_graphml(OUT / "dyads.graphml")
    dyads = (
        "SELECT count(*), coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM dyads d JOIN events e ON e.id = d.event "
        "WHERE e.factuality = 'actual' AND e.same_as IS NULL AND d.source <> '' AND d.target <> '' GROUP BY source, target)"
    )
    edges, weight = DB.execute(dyads).fetchone()
    assert graph.is_directed()
    same("graphml edges", graph.number_of_edges(), edges)
    same("graphml weight", sum(d["weight"] for _, _, d in graph.edges(data=True)), float(weight))
    assert {d["sign"] for _, _, d in graph.edges(data=True)} <= {-1, 0, 1}
    for _, _, d in graph.edges(data=True):
        assert sum(d[f"quad{n}"] for n in range(1, 5)) == d["events"]


def places():
    found = json.loads((OUT / "events.geojson").read_text("utf-8"))
    expected = one(
        "SELECT count(*) FROM events e JOIN places p ON p.article = e.article AND p.n = e.place "
        "WHERE e.same_as IS NULL AND p.lat IS NOT NULL"
    )
    same("geojson", len(found["features"]), expected)
    for feature in found["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180 and -90 <= lat <= 90 and feature["properties"]["cameo"]


def texts():
    page = json.loads((OUT / "annotations.jsonld").read_text("utf-8"))
    rows = sum(one(f"SELECT count(*) FROM {t}") for t in TABLES if t not in ("articles", "parties", "outcomes"))
    same("annotations", len(page["items"]), rows)
    words = dict(DB.execute("SELECT name, text FROM articles"))
    names = {item["id"].split("#")[0].removeprefix("urn:dateline:"): None for item in page["items"]}
    checked = 0
    for item in page["items"]:
        text = words.get(item["id"].split("#")[0].removeprefix("urn:dateline:"))
        for target in item["target"] if text else []:
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"]) and text[position["end"] :].startswith(quote["suffix"])
            checked += 1
    assert checked and names
    print(f"annotations' words: {checked}")


def brat():
    folder = OUT / "brat"
    files = sorted(folder.glob("*.ann"))
    same("brat", len(files), one("SELECT count(*) FROM articles"))
    events = 0
    for path in files:
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        lines = [line.split("\t") for line in path.read_text("utf-8").split("\n")[:-1]]
        known = {line[0] for line in lines}
        for line in lines:
            if line[0].startswith("T"):
                stretches = [s.split(" ") for s in line[1].split(" ", 1)[1].split(";")]
                assert " ".join(text[int(b) : int(e)] for b, e in stretches) == line[2], line
            elif line[0][0] in "ER":
                parts = [p.split(":")[1] for p in line[1].split(" ") if ":" in p]
                assert all(p in known for p in parts), line
            events += line[0].startswith("E")
    same("brat events", events, one("SELECT count(*) FROM events"))


def store():
    same("store by pandas", len(pandas.read_sql_query("SELECT * FROM events", DB)), one("SELECT count(*) FROM events"))
    try:
        link = duckdb.connect()
        link.execute("INSTALL sqlite")
        link.execute("LOAD sqlite")
    except Exception as why:  # noqa: BLE001: whatever keeps the extension away
        print(f"skipped: the store by duckdb, whose extension for SQLite cannot be had: {str(why).splitlines()[0]}")
        return
    link.execute(f"ATTACH '{STORE}' AS store (TYPE sqlite)")
    found = link.sql("SELECT count(*) FROM store.events").fetchall()[0][0]
    same("store by duckdb", found, one("SELECT count(*) FROM events"))


for check in (tables, gdelt, coded, network, places, texts, brat, store):
    check()
print("all was read")
