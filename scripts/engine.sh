#!/usr/bin/env bash
# engine.sh: builds the engine's three WebAssembly variants, where the page imports them.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

for variant in wasm-simd wasm-simd-threads wasm-relaxed-threads; do
  "$root/scripts/build.sh" $variant atelier-wasm
done
