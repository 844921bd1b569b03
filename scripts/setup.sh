#!/usr/bin/env bash
# setup.sh PART...: gets ready what the parts named need and this machine lacks.
#
#   native      compilers, tools and libraries for the command line, tests and benchmarks
#   wasm        the same for the three WebAssembly variants
#   data        Fashion-MNIST
#   web         the page's npm packages and the data set's shards
#   report      gnuplot, which draws the pictures of `atelier report`
#   firefox     Firefox ESR, which only one of the tests needs
#   sanitizers  the sanitizers' runtime and libFuzzer, which only the tests need
#   checks      clang-format, clang-tidy and Chromium, likewise
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_node() {
  local advice='please install Node 20.19 or newer, with npm'
  command -v node >/dev/null || fail "no node here; $advice"
  command -v npm >/dev/null || fail "no npm here; $advice"
  [ "$(printf '20.19.0\n%s\n' "$(node --version | tr -d v)" | sort -V | head -n 1)" = 20.19.0 ] ||
    fail "node here is $(node --version); $advice"
}

build_packages=(clang-19=clang-19 ld.lld-19=lld-19 llvm-symbolizer-19=llvm-19 cmake=cmake ninja=ninja-build ccache=ccache
  python3=python3 xz=xz-utils curl=curl g++=g++ /etc/ssl/certs/ca-certificates.crt=ca-certificates)

setup_native() {
  "$root/scripts/packages.sh" "${build_packages[@]}"
  "$root/scripts/dependencies.sh" native >/dev/null
}

setup_wasm() {
  need_node
  "$root/scripts/packages.sh" "${build_packages[@]}"
  local variant
  for variant in wasm-simd wasm-simd-threads wasm-relaxed-threads; do
    "$root/scripts/dependencies.sh" $variant >/dev/null
  done
}

setup_data() { "$root/scripts/dataset.sh" >/dev/null; }

setup_web() {
  [ -f "$root/web/package-lock.json" ] || return 0
  need_node
  # npm leaves this file when it has installed everything.
  local installed=$root/web/node_modules/.package-lock.json
  if [ ! -e "$installed" ] || [ "$root/web/package-lock.json" -nt "$installed" ]; then
    say "installing the page's npm packages"
    logged npm npm ci --no-audit --no-fund --prefix "$root/web"
    touch "$installed"
  fi
  logged shards node "$root/scripts/make_shards.mjs" "$("$root/scripts/dataset.sh")" "$root/web/public/data"
}

setup_report() { "$root/scripts/packages.sh" gnuplot=gnuplot-nox; }

setup_sanitizers() { "$root/scripts/packages.sh" /usr/lib/llvm-19/lib/clang/19/lib=libclang-rt-19-dev; }

setup_checks() {
  "$root/scripts/packages.sh" clang-format-19=clang-format-19 clang-tidy-19=clang-tidy-19 \
    "${CHROMIUM:-/usr/bin/chromium}=chromium"
}

setup_firefox() { "$root/scripts/packages.sh" "${FIREFOX:-/usr/bin/firefox-esr}=firefox-esr"; }

for part in "$@"; do "setup_$part"; done
