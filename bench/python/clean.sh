#!/bin/sh
# The wheel alone in new environments, one for each Python: `clean.sh WHEEL PYTHON…`. Reads a sample story.
wheel=$1
shift
story=$(dirname "$0")/../../stories/read/dateline-reuters.md
for python in "$@"; do
    place=$(mktemp -d)
    "$python" -m venv "$place" && "$place/bin/pip" install --quiet --no-index "$wheel" && "$place/bin/python" - "$story" <<'END'
import sys, dateline
record = dateline.Reader().read(open(sys.argv[1]).read())
assert record.text and record._repr_html_()
print(f"wheel in a new environment\tPython {sys.version.split()[0]}\tinstalls and reads\tclean.sh; {record!r}")
END
    rm -r "$place"
done
