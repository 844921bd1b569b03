#!/usr/bin/env bash
# bench.sh [browser] [ARGUMENTS]: measures speed, natively (Google Benchmark's arguments; ATELIER_DATA names
# the data set) or in Chromium (tests/bench/browser/bench.mjs' arguments). See docs/performance.md.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ "${1:-}" = browser ]; then
  shift
  "$root/scripts/setup.sh" wasm data web checks
  "$root/scripts/engine.sh"
  exec node "$root/tests/bench/browser/bench.mjs" "$@"
fi
"$root/scripts/setup.sh" native data
"$root/scripts/build.sh" native atelier-bench
ATELIER_DATA=$("$root/scripts/dataset.sh")
export ATELIER_DATA
exec "$root/build/native/atelier-bench" "$@"
