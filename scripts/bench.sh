#!/usr/bin/env bash
# bench.sh [NAME] [OPTIONS]: measures and prints tables; its help is below. See docs/performance.md and, of recognition,
# docs/recognition.md.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
  cat <<'HELP'
./dev bench [NAME] [OPTIONS]     Measures, and prints tables. Close what else runs. Without a name: native, then browser.

  native        operators and training steps, with their share of the measured peak, by Google Benchmark, whose options it
                takes; `./dev bench --benchmark_filter=conv2d` does without the name, too
    --benchmark_filter=REGEX     only what matches, beside the peak; by default everything
    --benchmark_list_tests       the names there are
    --benchmark_min_time=TIME    how long each is repeated: 0.5s, or 100x for a hundred times

  browser       training in headless Chromium: images/s, share of the peak, memory
    --presets NAME,...           networks; default: classic,two-block,two-block-same
    --builds NAME,...            default: wasm-relaxed-threads,wasm-simd-threads,wasm-simd
    --threads N,...              default: 1,2
    --batch N                    images in a batch; default: 128
    --seconds N                  of each training; default: 10
    --repetitions N              of everything, in turn; the table has medians; default: 3

  pictures      how long a photograph and a drawing wait for their answer in headless Chromium
    --build NAME                 default: wasm-relaxed-threads
    --repetitions N              of the photograph; default: 7
    --strokes N                  drawn; default: 24

  recognition   how much of what people draw and upload is recognised; fetches icon sets once (70 MB)
    --model FILE                 the network; may be given more than once; default: the plain one
    --part develop|report        icon sets and test images to choose by, or to judge the choice by; default: report
    --uploads N                  pictures of each kind made from test images; default: 200
    --only TEXT                  only the kinds whose name contains this
    --wrong                      also names each picture that a network gets wrong

  peers         beside PyTorch, ONNX Runtime Web and TensorFlow.js, as ratios; --peers is the same
    --rounds N                   of everything, in turn; default: 3
    --seconds N                  of each training; default: 6
    --skip pytorch,browser       leaves these out

docs/performance.md and docs/recognition.md say what is measured, and have the numbers so far.
HELP
}

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
  # Not there unless something is measured: a list of names is asked for, say.
  rm -f "$logs/bench-native.json"
  # The peak and the handover always: the others' share of the one is in the table, and what a second thread is worth depends on
  # the other. Repetitions in turn, not one after the other.
  "$root/build/native/atelier-bench" --benchmark_repetitions=3 --benchmark_enable_random_interleaving=true \
    "--benchmark_filter=^peak|^handover|$filter" "--benchmark_out=$logs/bench-native.json" "${arguments[@]}" >&2
  [ ! -s "$logs/bench-native.json" ] || node "$root/tests/bench/native_table.mjs" "$logs/bench-native.json"
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

for argument in "$@"; do
  case $argument in
    --help | -h) set -- help ;;
  esac
done
case ${1:-} in
  help) usage ;;
  '')
    native
    browser
    ;;
  --peers) peers "${@:2}" ;;
  native | browser | pictures | recognition | peers) "$@" ;;
  -*) native "$@" ;;
  *) misused "unknown benchmark $1; known are native, browser, pictures, recognition and peers (./dev bench --help)" ;;
esac
