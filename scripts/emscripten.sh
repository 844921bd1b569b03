#!/usr/bin/env bash
# emscripten.sh: makes a suitable Emscripten available and prints `VERSION FOLDER`, the folder being the
# one with emcc in it.
#
# An emcc that is already on the PATH (an activated emsdk, a package) serves if it is new enough and
# passes a trial. Else Debian 13's packages are unpacked into the cache, where they also run on Debian 12:
# LLVM 19 is the system's, Binaryen runs through Debian 13's own loader and C library, which nothing else
# sees.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

oldest=3.1.58
version=3.1.69
tools=$root/dependencies/emscripten
# What the folder holds is decided by this script and the list of its Node tools.
folder=$cache/emscripten-$version-$(digest "$root/scripts/emscripten.sh" "$tools/package-lock.json")
emscripten=$folder/usr/share/emscripten

# The two packages that decide the generated code are pinned by version and SHA-256. The run-time
# libraries follow Debian 13's security updates; apt checks their signatures.
packages=(emscripten=3.1.69+dfsg-3 binaryen=120-4 libc6/trixie libstdc++6/trixie libgcc-s1/trixie)
checksums='
  d2ac788b952c56ab6736b4db2ac0825aa63cfb4c08b8abaefe19e324779d1b2d  emscripten_3.1.69+dfsg-3_all.deb
  47be56009e56170f4338a0154fbff2028bd607bc3c8b6a5414658a985bef6470  binaryen_120-4_amd64.deb
'

# What the builds here ask of an Emscripten: C++ exceptions, threads, SIMD, bindings and their types.
try_emcc() {
  local folder
  folder=$(mktemp -d)
  cat >"$folder/trial.cpp" <<'CPP'
#include <emscripten/bind.h>
#include <stdexcept>
#include <thread>
void run() {
  std::thread([] {}).join();
  throw std::runtime_error("trial");
}
EMSCRIPTEN_BINDINGS(trial) { emscripten::function("run", &run); }
CPP
  EM_NODE_JS=$root/scripts/node.sh "$1" "$folder/trial.cpp" -o "$folder/trial.mjs" --emit-tsd trial.d.ts -O2 \
    -std=c++20 -msimd128 -mrelaxed-simd -pthread -fwasm-exceptions -lembind -sMODULARIZE -sEXPORT_ES6 \
    -sPTHREAD_POOL_SIZE=1
  local status=$?
  rm -rf "$folder"
  return $status
}

suitable_emcc() {
  local emcc found stamp
  emcc=$(command -v emcc) || return 1
  emcc=$(readlink -f "$emcc")
  found=$("$emcc" --version 2>/dev/null | sed -n '1s/.* \([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p')
  [ -n "$found" ] && [ "$(printf '%s\n' $oldest "$found" | sort -V | head -n 1)" = $oldest ] || return 1
  stamp=$cache/stamps/emcc-$(digest "$root/scripts/emscripten.sh" "$emcc" "$found" "$(node --version)")
  if [ ! -e "$stamp" ]; then
    mkdir -p "$cache/stamps"
    say "trying the Emscripten $found that is here"
    if try_emcc "$emcc" >"$logs/emscripten-trial.log" 2>&1; then
      echo suitable >"$stamp"
    else
      say "it fails a trial ($logs/emscripten-trial.log); using Emscripten $version instead"
      echo unsuitable >"$stamp"
    fi
  fi
  [ "$(cat "$stamp")" = suitable ] && printf '%s %s\n' "$found" "$(dirname "$emcc")"
}

download() {
  mkdir -p "$part/packages" &&
    cd "$part/packages" &&
    "$root/scripts/debian.sh" download "${packages[@]}" &&
    sha256sum --check <<<"$(sed '/^ *$/d; s/^ *//' <<<"$checksums")"
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
# run-time libraries, tests, documentation: 1.6 GB become 0.5.
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
  local libraries=$folder/runtime/usr/lib/x86_64-linux-gnu program wrapper
  mkdir -p "$part/binaryen/bin"
  for program in "$part"/usr/bin/wasm-* "$part"/usr/bin/wasm2js; do
    wrapper=$part/binaryen/bin/$(basename "$program")
    printf '#!/bin/sh\nexec %s --library-path %s:%s %s "$@"\n' "$libraries/ld-linux-x86-64.so.2" "$libraries" \
      "$folder/usr/lib/x86_64-linux-gnu" "$folder/usr/bin/$(basename "$program")" >"$wrapper"
    chmod +x "$wrapper"
  done
}

# The Node tools that Debian keeps outside Emscripten's folder. Debian's look-up of such tools asks whether a
# file named after the command's first letter exists; upstream's, put back here, looks into node_modules.
install_node_tools() {
  local share=$part/usr/share/emscripten
  cp "$tools"/package.json "$tools"/package-lock.json "$part/" &&
    npm ci --no-audit --no-fund --prefix "$part" &&
    mv "$part/node_modules" "$share/" &&
    python3 - "$share/tools/shared.py" <<'PYTHON'
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
NODE_JS = 'node'
FROZEN_CACHE = True
CLANG_ADD_VERSION = ''
LLVM_ADD_VERSION = ''
CONFIG
}

make_folder() {
  [ ! -d "$folder" ] || return 0
  [ "$(uname -m)" = x86_64 ] && command -v apt-get >/dev/null ||
    fail "Emscripten is unpacked from Debian's packages for x86-64 only; please put an emcc >= $oldest on the PATH"
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

if suitable_emcc; then exit 0; fi
exclusively emscripten make_folder
printf '%s %s\n' $version "$emscripten"
