"""agreement.py FIRST.jsonl SECOND.jsonl: how far two readings of the same articles agree.

Matching is that of the scorer of running news: events by triggers that overlap or lie within three characters, statements by
contents that share half of their characters; greedy, one to one. F1 is the same from either side.
"""
import collections
import json
import sys


def near(a, b, slack=3):
    return bool(a and b) and a[0] < b[1] + slack and b[0] < a[1] + slack


def shared(a, b):
    a = {i for x, y in a for i in range(x, y)}
    b = {i for x, y in b for i in range(x, y)}
    return len(a & b) / len(a | b) if a | b else 0.0


def pairs(xs, ys, likeness):
    used_x, used_y, out = set(), set(), []
    for s, i, j in sorted(((likeness(x, y), -i, -j) for i, x in enumerate(xs) for j, y in enumerate(ys)), reverse=True):
        if s > 0 and i not in used_x and j not in used_y:
            used_x.add(i)
            used_y.add(j)
            out.append((xs[-i], ys[-j]))
    return out


def main(first, second):
    read = lambda path: {d["id"]: d for d in map(json.loads, open(path, encoding="utf-8"))}
    a, b = read(first), read(second)
    n = collections.Counter()
    lands = lambda codes: {c[:3] for c in codes if c}
    for key in sorted(a.keys() & b.keys()):
        events = pairs(a[key]["events"], b[key]["events"],
                       lambda x, y: near(x["trigger"], y["trigger"]) * (2 + (x["type"] == y["type"])))
        n["events"] += len(a[key]["events"]) + len(b[key]["events"])
        for x, y in events:
            kind = x["type"] == y["type"]
            source = lands(x["source_code"]) == lands(y["source_code"])
            target = lands(x["target_code"]) == lands(y["target_code"])
            n["event"] += 1
            n["typed"] += kind
            n["whole"] += kind and source and target
            n["source"] += source
            n["target"] += target
            n["factuality"] += x["factuality"] == y["factuality"]
            n["claimed"] += bool(x["claimed_by"]) == bool(y["claimed_by"])
            n["historical"] += x["historical"] == y["historical"]
        said = pairs(a[key]["statements"], b[key]["statements"],
                     lambda x, y: max(0, shared(x["content"], y["content"]) - 0.4999))
        n["statements"] += len(a[key]["statements"]) + len(b[key]["statements"])
        for x, y in said:
            n["statement"] += 1
            n["speaker"] += near(x["speaker"], y["speaker"], 0) or not (x["speaker"] or y["speaker"])
            n["stance"] += x["stance"] == y["stance"]
    f1 = lambda k, of: f"{2 * n[k] / max(n[of], 1):.3f}"
    of = lambda k, whole: f"{n[k] / max(n[whole], 1):.3f}"
    print(f"events F1 {f1('event', 'events')} typed {f1('typed', 'events')} whole {f1('whole', 'events')}; of matched:",
          " ".join(f"{k} {of(k, 'event')}" for k in ("source", "target", "factuality", "claimed", "historical")))
    print(f"statements F1 {f1('statement', 'statements')}; of matched:",
          " ".join(f"{k} {of(k, 'statement')}" for k in ("speaker", "stance")))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
