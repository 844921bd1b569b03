#!/usr/bin/env bash
# test.sh [--only NAME,...]: runs checks, and ends with `N passed, N failed`. Its help is below.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
  cat <<'HELP'
./dev test [--only NAME,...]     Runs these checks in this order, and ends with `N passed, N failed`; all of them without --only.

  format       clang-format; the core's includes against docs/architecture.md
  tidy         clang-tidy
  core         Catch2, native, optimised; the fuzz targets, for a moment each
  sanitizers   Catch2 under the address and undefined-behaviour sanitizers
  cli          the command line, driven from outside
  wasm         Catch2 in Node, three variants
  web          types, style and unit tests of the page; the size of its download
  e2e          the page in Chromium
  firefox      what a visitor does first, in Firefox

Each check's log is in build/logs. docs/developing.md says how to run single tests.
HELP
}

known=,format,tidy,core,sanitizers,cli,wasm,web,e2e,firefox,
only=
while [ $# -gt 0 ]; do
  case $1 in
    help | --help | -h)
      usage
      exit
      ;;
    --only)
      [[ ${2:-} = *[a-z]* ]] || misused '--only needs names; known are '"$(tr ',' ' ' <<<"${known:1:-1}")"
      only=,$2,
      shift 2
      ;;
    *) misused "unknown option $1; known is --only NAME,... (./dev test --help)" ;;
  esac
done
for name in ${only//,/ }; do
  [[ $known = *,$name,* ]] || misused "unknown check $name; known are $(tr ',' ' ' <<<"${known:1:-1}")"
done

build() { "$root/scripts/build.sh" "$@"; }

passed=0
failed=0

# check TITLE COMMAND...: runs one step and counts it. (The functions run this way chain their commands with &&:
# bash ignores `set -e` in them.)
check() {
  local title=$1 log started=$SECONDS
  log=$logs/test-$(tr -cs 'a-zA-Z0-9\n' - <<<"$title").log
  shift
  if ("$@") >"$log" 2>&1 </dev/null; then
    printf 'ok      %-42s %4d s\n' "$title" $((SECONDS - started))
    passed=$((passed + 1))
  else
    printf 'FAILED  %-42s %4d s\n' "$title" $((SECONDS - started))
    tail -n 40 "$log" | sed 's/^/        /'
    printf '        the whole log: %s\n' "$log"
    failed=$((failed + 1))
  fi
}

# ready NAME FILES PARTS...: whether to run the check of that name, which is about these files, with these parts
# of the set-up done. A set-up that fails counts as a failed check.
ready() {
  local name=$1 files=$2
  shift 2
  [[ -z $only || $only = *,$name,* ]] && compgen -G "$files" >/dev/null || return 1
  "$root/scripts/setup.sh" "$@" && return
  printf 'FAILED  set-up for %s\n' "$name"
  failed=$((failed + 1))
  return 1
}

# Over the native build's own sources; the bindings in wasm/ are not among them.
check_tidy() { build native all && scripts/tidy.mjs build/native "$cache/clang-tidy" "$jobs"; }

check_native() { build "$1" atelier-tests && "build/$1/atelier-tests"; }

check_fuzz_targets() { build native-debug fuzz-targets && tests/fuzz/run.sh build/native-debug/tests/fuzz; }

# Whether the preset's compiler brings libFuzzer.
has_fuzzer() {
  clang++-19 -fsanitize=fuzzer,address -x c++ - -o "$logs/has-fuzzer" >"$logs/has-fuzzer.log" 2>&1 <<'SOURCE'
#include <cstddef>
#include <cstdint>
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t*, std::size_t) { return 0; }
SOURCE
}

check_command_line() { build native atelier-cli && python3 -m unittest discover -s tests/cli; }

check_wasm() { build "$1" atelier-tests && scripts/node.sh "build/$1/atelier-tests.js"; }

check_page() { scripts/engine.sh && npm run --silent --prefix web "$1"; }

# Against a dependency that slips in. The aims are lower: docs/performance.md.
check_size() {
  scripts/page.sh && node tests/bench/browser/download_size.mjs --limit 145 --page-limit 280 --model-limit 700
}

check_firefox() { scripts/page.sh && tests/firefox/smoke.mjs; }

cd "$root"
if ready format 'core/atelier/*' checks; then
  check 'C++ format' scripts/format.sh --check
  check 'includes between the folders of the core' scripts/layers.sh
fi
if ready tidy 'core/atelier/*' native checks; then
  check 'clang-tidy' check_tidy
fi
if ready core 'tests/core/*' native data; then
  check 'tests, native' check_native native
fi
if ready core 'tests/fuzz/*' native; then
  if has_fuzzer || { "$root/scripts/setup.sh" sanitizers && has_fuzzer; }; then
    check 'fuzz targets' check_fuzz_targets
  else
    printf 'left out: fuzz targets, since clang++-19 has no libFuzzer here (Debian: libclang-rt-19-dev)\n'
  fi
fi
if ready sanitizers 'tests/core/*' native data sanitizers; then
  check 'tests, address and undefined sanitizers' check_native native-debug
fi
if ready cli 'tests/cli/*.py' native data report; then
  check 'command line' check_command_line
fi
if ready wasm 'tests/core/*' wasm data; then
  for variant in wasm-simd wasm-simd-threads wasm-relaxed-threads; do
    check "tests, $variant" check_wasm $variant
  done
fi
if ready web 'web/package.json' wasm data web; then
  check 'page: types and style' check_page check
  check 'page: unit tests' check_page test
  check 'page: size of the download' check_size
fi
if ready e2e 'web/playwright.config.*' wasm data web checks; then
  check 'page in Chromium' check_page test:e2e
fi
if ready firefox 'tests/firefox/*' wasm data web firefox; then
  check 'page in Firefox' check_firefox
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
