"""What the network sees of a word. crates/understand/src/network/features.rs computes the same; change both or none."""

PREFIX, SHORT, LONG, SHAPE = 2048, 2048, 4096, 2048
BUCKETS = (PREFIX, SHORT, LONG, LONG, SHAPE)  # prefix 3, suffixes 2, 3, 4, shape
PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "--",
                       "…": "..."})


def fnv(text):
    """FNV-1a, 32 bits, of the UTF-8 bytes."""
    value = 2166136261
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def plain(form):
    """Typographic quotes, dashes and dots as their typewriter forms, so that both look alike."""
    form = form.translate(PLAIN)
    return '"' if form == "''" else form


def folded(form):
    """Plain, in lower case, every ASCII digit a zero: the key of the word table and of the affixes."""
    return "".join("0" if "0" <= ch <= "9" else ch for ch in plain(form).lower())


def shape(form):
    """Letters as X, x, digits as d, other characters themselves; runs cut to three, twelve characters in all."""
    out = []
    for ch in plain(form):
        kind = "X" if ch.isupper() else "x" if ch.isalpha() else "d" if "0" <= ch <= "9" else ch
        if out[-3:] != [kind] * 3:
            out.append(kind)
    return "".join(out[:12])


class Featuriser:
    """Rows of the embedding tables for a word; 0 in the word and vector columns means unknown."""

    def __init__(self, words, vectors):
        self.word = {word: row + 1 for row, word in enumerate(words)}
        self.vector, self.seen = vectors, {}

    def vector_row(self, form):
        row = self.vector.get(fnv("v" + form))
        return row if row is not None else self.vector.get(fnv("v" + form.lower()), 0)

    def __call__(self, form):
        if form not in self.seen:
            low = folded(form)
            self.seen[form] = (self.word.get(low, 0), fnv("p" + low[:3]) % PREFIX, fnv("2" + low[-2:]) % SHORT,
                               fnv("3" + low[-3:]) % LONG, fnv("4" + low[-4:]) % LONG,
                               fnv("s" + shape(form)) % SHAPE, self.vector_row(plain(form)))
        return self.seen[form]


def lemma_form(form):
    """The form that lemma scripts are applied to."""
    return form.lower().replace("’", "'").replace("‘", "'")


def script(form, lemma):
    """How the lemma is made: `2+y` cuts two characters and appends y; `=be` is the lemma itself."""
    form, lemma = lemma_form(form), lemma.lower()
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return "=" + lemma if same == 0 else f"{len(form) - same}+{lemma[same:]}"


def apply(rule, form):
    """The inverse of `script`; a rule that would cut the whole form leaves it alone."""
    form = lemma_form(form)
    if rule[0] == "=":
        return rule[1:]
    cut, tail = rule.split("+", 1)
    return form[:len(form) - int(cut)] + tail if int(cut) < len(form) else form
