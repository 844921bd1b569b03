#!/usr/bin/env bash
# bench.sh [native|browser|peers] [ARGUMENTS]: measures speed and prints tables. See docs/performance.md.
#
#   native    operators and training steps (Google Benchmark's arguments: --benchmark_filter=REGEX)
#   browser   training in headless Chromium (tests/bench/browser/bench.mjs' arguments)
#   peers     ours and the peers' in turn, as ratios (tests/bench/peers/compare.mjs' arguments); also --peers
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

peers() {
  "$root/scripts/setup.sh" native data
  "$root/scripts/build.sh" native atelier-bench
  ready_for_browser
  ATELIER_DATA=$("$root/scripts/dataset.sh")
  export ATELIER_DATA
  node "$root/tests/bench/peers/compare.mjs" --peers "$cache/peers" "$@"
}

case ${1:-} in
  '')
    native
    browser
    ;;
  --peers) peers "${@:2}" ;;
  native | browser | peers) "$@" ;;
  *) native "$@" ;;
esac
