#!/usr/bin/env bash
# test.sh [--only NAME,...] : runs the checks below in this order, each if what it checks exists, and ends with
# `N passed, N failed`. Without --only, all of them.
#
#   format       clang-format
#   tidy         clang-tidy
#   core         Catch2, native, optimised
#   sanitizers   Catch2 under the address and undefined-behaviour sanitizers
#   cli          the command line, driven from outside
#   wasm         Catch2 in Node, three variants
#   web          types, style and unit tests of the page
#   e2e          the page in Chromium
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

only=
if [ "${1:-}" = --only ]; then
  only=,${2:?--only needs a name; see scripts/test.sh},
elif [ $# -gt 0 ]; then
  fail "unknown option $1; known is --only NAME,..."
fi
known=,format,tidy,core,sanitizers,cli,wasm,web,e2e,
for name in ${only//,/ }; do
  [[ $known = *,$name,* ]] || fail "unknown check $name; known are ${known//,/ }"
done

setup() { "$root/scripts/setup.sh" "$@"; }
build() { "$root/scripts/build.sh" "$@"; }
has() { compgen -G "$root/$1" >/dev/null; }

passed=0
failed=0

# wanted NAME FILES: whether to run the check, which is about these files.
wanted() { [[ -z $only || $only = *,$1,* ]] && has "$2"; }

# check TITLE COMMAND...: runs one step in a process of its own and counts it.
check() {
  local title=$1 log started=$SECONDS
  log=$logs/test-${title//[^a-z0-9]/-}.log
  shift
  if (set -e; "$@") >"$log" 2>&1 </dev/null; then
    printf 'ok      %-45s %4d s\n' "$title" $((SECONDS - started))
    passed=$((passed + 1))
  else
    printf 'FAILED  %-45s %4d s\n' "$title" $((SECONDS - started))
    tail -n 40 "$log" | sed 's/^/        /'
    printf '        the whole log: %s\n' "$log"
    failed=$((failed + 1))
  fi
}

# Over the native build's own sources; the bindings in wasm/ are the compiler's alone.
check_tidy() {
  build native all
  run-clang-tidy-19 -quiet -use-color=0 -p "$root/build/native" -j "$jobs" "^$root/(core|native|tests)/"
}

check_native() {
  local preset=$1
  build "$preset" atelier-tests
  "$root/build/$preset/atelier-tests"
}

check_command_line() {
  build native atelier-cli
  cd "$root"
  python3 -m unittest discover -s tests/cli
}

check_wasm() {
  build "$1" atelier-tests
  "$root/scripts/node.sh" "$root/build/$1/atelier-tests.js"
}

check_page() {
  "$root/scripts/engine.sh"
  cd "$root/web"
  npm run --silent "$1"
}

cd "$root"
wanted format 'core/atelier/*' && setup checks && check 'C++ format' scripts/format.sh --check
wanted tidy 'core/atelier/*' && setup checks native && check 'clang-tidy' check_tidy
if wanted core 'tests/core/*'; then
  setup native data
  check 'tests, native' check_native native
fi
if wanted sanitizers 'tests/core/*'; then
  setup native data
  check 'tests, address and undefined sanitizers' check_native native-debug
fi
if wanted cli 'tests/cli/*.py'; then
  setup native data
  check 'command line' check_command_line
fi
if wanted wasm 'tests/core/*'; then
  setup wasm data
  for variant in wasm-simd wasm-simd-threads wasm-relaxed-threads; do
    check "tests, $variant" check_wasm $variant
  done
fi
if wanted web 'web/package.json'; then
  setup wasm data web
  check 'page: types and style' check_page check
  check 'page: unit tests' check_page test
fi
if wanted e2e 'web/playwright.config.*'; then
  setup wasm data web checks
  check 'page in Chromium' check_page test:e2e
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
