#!/usr/bin/env bash
# build.sh PRESET TARGET...: configures the preset where that is missing and builds the targets.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

preset=$1
shift
cd "$root"

# A build folder belongs to one compiler and to one version of the presets; another one begins it anew.
compiler=
[[ $preset != wasm-* ]] || compiler=$("$root/scripts/emscripten.sh")
if [ ! -f "build/$preset/build.ninja" ] || [ CMakePresets.json -nt "build/$preset/build.ninja" ] ||
  [ "$compiler" != "$(cat "build/$preset/compiler" 2>/dev/null)" ]; then
  logged "configure-$preset" cmake --fresh --preset "$preset"
  printf '%s\n' "$compiler" >"build/$preset/compiler"
fi
# Sources that stand in for pinned ones may have been edited since, or have been taken back.
overrides=$(env | grep '^ATELIER_SOURCE_' || true)
if [ -n "$overrides" ] || [ -s "build/$preset/overrides" ]; then
  logged "configure-$preset" cmake --preset "$preset"
  printf '%s' "$overrides" >"build/$preset/overrides"
fi
say "building $* ($preset)"
logged "build-$preset" cmake --build "build/$preset" -j "$jobs" --target "$@"
