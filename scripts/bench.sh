#!/usr/bin/env bash
# bench.sh [native|browser|pictures|recognition|peers] [ARGUMENTS]: measures and prints tables. See docs/performance.md and, of
# recognition, docs/recognition.md.
#
#   native       operators and training steps (Google Benchmark's arguments: --benchmark_filter=REGEX)
#   browser      training in headless Chromium (tests/bench/browser/bench.mjs' arguments)
#   pictures     how long a picture waits for its answer in headless Chromium (tests/bench/browser/pictures.mjs' arguments)
#   recognition  what people draw and upload (tests/bench/recognition/recognition.mjs' arguments)
#   peers        ours and the peers' in turn, as ratios (tests/bench/peers/compare.mjs' arguments); also --peers
#
# Without a name: native, then browser.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

native() {
  local argument filter=. arguments=()
  for argument in "$@"; do
    case $argument in
      --benchmark_filter=*) filter=${argument#*=} ;;
      *) arguments+=("$argument") ;;
    esac
  done
  "$root/scripts/setup.sh" native data
  "$root/scripts/build.sh" native atelier-bench
  ATELIER_DATA=$("$root/scripts/dataset.sh")
  export ATELIER_DATA
  # The peak always: the others' share of it is in the table. Repetitions in turn, not one after the other.
  "$root/build/native/atelier-bench" --benchmark_repetitions=3 --benchmark_enable_random_interleaving=true \
    "--benchmark_filter=^peak|$filter" "--benchmark_out=$logs/bench-native.json" "${arguments[@]}" >&2
  node "$root/tests/bench/native_table.mjs" "$logs/bench-native.json"
}

ready_for_browser() {
  "$root/scripts/setup.sh" wasm data web checks
  "$root/scripts/page.sh"
  local variant
  for variant in wasm-simd wasm-simd-threads wasm-relaxed-threads; do
    "$root/scripts/build.sh" $variant atelier-bench-module
  done
}

browser() {
  ready_for_browser
  node "$root/tests/bench/browser/bench.mjs" "$@"
}

pictures() {
  "$root/scripts/setup.sh" wasm web checks
  "$root/scripts/page.sh"
  node "$root/tests/bench/browser/pictures.mjs" "$@"
}

peers() {
  "$root/scripts/setup.sh" native data
  "$root/scripts/build.sh" native atelier-bench
  ready_for_browser
  ATELIER_DATA=$("$root/scripts/dataset.sh")
  export ATELIER_DATA
  node "$root/tests/bench/peers/compare.mjs" --peers "$cache/peers" "$@"
}

recognition() {
  "$root/scripts/setup.sh" native data
  "$root/scripts/build.sh" native atelier-cli
  local here=$root/tests/bench/recognition
  if [ "$here/package-lock.json" -nt "$here/node_modules/.package-lock.json" ]; then
    say "installing icon sets and sharp (once; 70 MB)"
    logged recognition-npm npm ci --ignore-scripts --no-audit --no-fund --prefix "$here"
    touch "$here/node_modules/.package-lock.json"
  fi
  node "$here/recognition.mjs" --data "$("$root/scripts/dataset.sh")" --cache "$cache/recognition" "$@"
}

case ${1:-} in
  '')
    native
    browser
    ;;
  --peers) peers "${@:2}" ;;
  native | browser | pictures | recognition | peers) "$@" ;;
  *) native "$@" ;;
esac
