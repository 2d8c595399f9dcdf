#!/bin/sh
# Cases against the interface, made by schemathesis from its own description: no 5xx, no answer that is not as described.
#
#   bench/show/fuzz.sh DATELINE STORE [CASES AN OPERATION]
#
# The store is copied first, since corrections are written. It needs Python and the package registry; what it installs lies
# under target/fuzz. `/api/live` never ends and is left out; that any text is a query is not so, hence no check of that.
set -eu
dateline=$1 store=$2 cases=${3:-400}
here=$(cd "$(dirname "$0")/../.." && pwd)/target/fuzz
mkdir -p "$here"
[ -x "$here/venv/bin/schemathesis" ] || {
  python3 -m venv "$here/venv"
  "$here/venv/bin/pip" install --quiet schemathesis==4.32.5
}
cp "$store" "$here/fuzz.dateline"
"$dateline" serve "$here/fuzz.dateline" --listen 127.0.0.1:7979 --rate 0 --quiet --write 2>"$here/server.log" &
server=$!
trap 'kill $server' EXIT
# What it keeps for itself stays beside it.
cd "$here"
"$here/venv/bin/schemathesis" run http://127.0.0.1:7979/api/openapi.json --wait-for-schema 20 --exclude-path /api/live \
  --phases examples,coverage,fuzzing -n "$cases" --generation-deterministic \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,negative_data_rejection,allow_header_conformance,unsupported_method
