#!/usr/bin/env bash
# emscripten.sh: makes a suitable Emscripten available and prints one line that identifies it:
# `VERSION FOLDER`, the folder holding emcc and cmake/Modules/Platform/Emscripten.cmake.
#
# An emcc that is already on the PATH (Debian 13's, an activated emsdk) serves if it is new enough. Else
# Debian 13's packages are unpacked into the cache, where they also run on Debian 12: LLVM 19 is the
# system's, Binaryen runs through Debian 13's own loader and C library, which nothing else sees.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

oldest=3.1.58
version=3.1.69
# What the folder holds is decided by this script.
folder=$cache/emscripten-$version-$(digest "$(realpath "${BASH_SOURCE[0]}")")
emscripten=$folder/usr/share/emscripten

# From trixie. The C and C++ run-time libraries follow the release's own security updates; apt checks
# their signatures, the others are pinned by version.
packages=(emscripten=3.1.69+dfsg-3 binaryen=120-4 libc6/trixie libstdc++6/trixie libgcc-s1/trixie)
# SHA-256 of the two packages that decide the generated code.
emscripten_sum=d2ac788b952c56ab6736b4db2ac0825aa63cfb4c08b8abaefe19e324779d1b2d
binaryen_sum=47be56009e56170f4338a0154fbff2028bd607bc3c8b6a5414658a985bef6470

suitable_emcc() {
  local emcc found
  emcc=$(command -v emcc) || return 1
  emcc=$(readlink -f "$emcc")
  found=$("$emcc" --version 2>/dev/null | sed -n '1s/.* \([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p')
  [ -n "$found" ] && [ "$(printf '%s\n' $oldest "$found" | sort -V | head -n 1)" = $oldest ] || return 1
  printf '%s %s\n' "$found" "$(dirname "$emcc")"
}

if suitable_emcc; then exit 0; fi

download() {
  mkdir -p "$part/packages" &&
    cd "$part/packages" &&
    "$root/scripts/debian.sh" download "${packages[@]}" &&
    sha256sum --check <<<"$emscripten_sum  $(ls emscripten_*.deb)
$binaryen_sum  $(ls binaryen_*.deb)"
}

unpack() {
  local package
  for package in "$part"/packages/{emscripten,binaryen}_*.deb; do
    dpkg-deb --extract "$package" "$part" || return 1
  done
  for package in "$part"/packages/lib*.deb; do
    dpkg-deb --extract "$package" "$part/runtime" || return 1
  done
  rm -rf "$part/packages"
}

# Drops what no build here links: position-independent and 64-bit libraries, OpenGL's variants, sanitizers'
# run-time libraries, tests, documentation. 1.4 GB become 0.6.
slim() {
  local share=$part/usr/share/emscripten lib=$part/usr/share/emscripten/cache/sysroot/lib
  find "$lib" -mindepth 1 -maxdepth 1 ! -name wasm32-emscripten ! -name cmake ! -name pkgconfig \
    -exec rm -rf {} + &&
    rm -rf "$lib"/wasm32-emscripten/{pic,lto-pic} "$share"/{test,docs} "$part/usr/share/doc" &&
    find "$lib" \( -name '*-ww*' -o -name '*asan*' -o -name '*ubsan*' \) -delete &&
    find "$lib" -name 'libGL*' \( -name '*emu*' -o -name '*ofb*' -o -name '*full_es3*' -o -name '*webgl2*' \) -delete
}

# Binaryen's programs, each started through Debian 13's loader.
wrap_binaryen() {
  local libraries=$folder/runtime/usr/lib/$(uname -m)-linux-gnu loader program wrapper
  loader=$(cd "$part/runtime/usr/lib/$(uname -m)-linux-gnu" && ls ld-linux-*) || return 1
  mkdir -p "$part/binaryen/bin"
  for program in "$part"/usr/bin/wasm-* "$part"/usr/bin/wasm2js; do
    wrapper=$part/binaryen/bin/$(basename "$program")
    printf '#!/bin/sh\nexec %s --library-path %s:%s %s "$@"\n' "$libraries/$loader" "$libraries" \
      "$folder/usr/lib/$(uname -m)-linux-gnu" "$folder/usr/bin/$(basename "$program")" >"$wrapper"
    chmod +x "$wrapper"
  done
}

# acorn (JavaScript optimiser) and TypeScript (--emit-tsd), which Debian ships outside Emscripten's folder.
# Debian's look-up of such tools asks whether a file named after the command's first letter exists;
# upstream's looks into node_modules.
install_node_tools() {
  local tools=$part/usr/share/emscripten
  npm install --no-audit --no-fund --no-save --no-package-lock --prefix "$tools" acorn@8.14.0 typescript@5.6.3 &&
    python3 - "$tools/tools/shared.py" <<'PYTHON'
import sys

path = sys.argv[1]
text = open(path).read()
broken = "    cmd = name + '.cmd'\n  else:\n    cmd = name\n"
upstream = (
    "    cmd = [path_from_root('node_modules/.bin', name + '.cmd')]\n"
    "  else:\n"
    "    cmd = config.NODE_JS + [path_from_root('node_modules/.bin', name)]\n"
)
if broken not in text:
    sys.exit("shared.py is not the one this script knows")
open(path, "w").write(text.replace(broken, upstream))
PYTHON
}

configure() {
  cat >"$part/usr/share/emscripten/.emscripten" <<CONFIG
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = '$folder/binaryen'
NODE_JS = ['node', '--experimental-wasm-relaxed-simd']
FROZEN_CACHE = True
CLANG_ADD_VERSION = ''
LLVM_ADD_VERSION = ''
CONFIG
}

make_folder() {
  [ ! -d "$folder" ] || return 0
  [ "$(uname -m)" = x86_64 ] || [ "$(uname -m)" = aarch64 ] ||
    fail "Emscripten's packages are for x86-64 and arm64; please put an emcc >= $oldest on the PATH"
  say "fetching Emscripten $version (270 MB, once)"
  part=$folder.part
  rm -rf "$part"
  logged emscripten-download download
  logged emscripten-unpack unpack
  logged emscripten-slim slim
  logged emscripten-binaryen wrap_binaryen
  logged emscripten-node-tools install_node_tools
  configure
  mv "$part" "$folder"
}

exclusively emscripten make_folder
printf '%s %s\n' $version "$emscripten"
