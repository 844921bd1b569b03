#!/usr/bin/env bash
# build.sh PRESET TARGET...: configures the preset where that is missing and builds the targets.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

preset=$1
shift
cd "$root"
if [ ! -f "build/$preset/build.ninja" ]; then
  logged "configure-$preset" cmake --preset "$preset"
fi
say "building $* ($preset)"
logged "build-$preset" cmake --build "build/$preset" -j "$jobs" --target "$@"
