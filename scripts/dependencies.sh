#!/usr/bin/env bash
# dependencies.sh VARIANT: builds the third-party libraries for one variant (`native`, `native-tsan` or
# a WebAssembly preset's name) into the cache and prints the folder they are installed in.
#
# The folder's name carries a hash of all that decides its content, so that it is built once, shared by
# every clone, and never stale.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source "$root/dependencies/libraries.sh"

variant=${1:?usage: dependencies.sh VARIANT}
flags=$(library_flags "$variant") || fail "dependencies.sh: unknown variant $variant"

if [[ $variant = wasm-* ]]; then
  compiler=$("$root/scripts/emscripten.sh")
  compiler=${compiler%% *} # its version, wherever it lies
  toolchain=("-DCMAKE_TOOLCHAIN_FILE=$root/cmake/Emscripten.cmake")
  # Past the shims of Python's version managers, which take longer than the compiler.
  EMSDK_PYTHON=${EMSDK_PYTHON:-$(python3 -c 'import sys; print(sys.executable)')}
  export EMSDK_PYTHON
else
  export CC=${ATELIER_CC:-clang-19} CXX=${ATELIER_CXX:-clang++-19}
  compiler=$($CC --version | head -n 1) ||
    fail "no $CC; run ./dev setup, or set ATELIER_CC and ATELIER_CXX to the compilers to use"
  toolchain=(-DCMAKE_POSITION_INDEPENDENT_CODE=ON)
fi

# Some of the projects would compile through a ccache of their own finding, with its objects elsewhere.
export CCACHE_DISABLE=1

# What stands in for pinned sources (see sources.sh), with a hash of each folder's content, so that an edit there is
# seen; nothing where all are the pinned ones.
overridden() {
  local name folder
  for name in $(compgen -e ATELIER_SOURCE_ | LC_ALL=C sort); do
    folder=${!name}
    [ -n "$folder" ] || continue
    printf '%s=%s ' "$name" "$folder"
    (cd "$folder" && find . -name .git -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) | sha256sum || return
  done
}

overrides=$(overridden) || fail "dependencies.sh: an ATELIER_SOURCE_... names no folder that can be read"
cd "$root/dependencies"
recipe=(libraries.sh)
if [[ $variant = wasm-* ]]; then
  recipe+=(xnnpack-wasm/*.* xnnpack-wasm/*/*)
else
  recipe+=(pthreadpool/*)
fi
key=$(digest "${recipe[@]}" "$(grep -v '^#' sources.txt | tr -d ' ' | cut -d '|' -f 1,4)" "$variant" \
  "$compiler" "$overrides")
installed=$cache/prefix/$variant-$key

# build NAME SOURCE OPTIONS...: one CMake project.
build() {
  local name=$1 source=$2
  shift 2
  logged "$variant-$name" build_project "$@"
}

build_project() {
  cmake -G Ninja -S "$source" -B "$work/$name" "${toolchain[@]}" "$@" \
    -DCMAKE_BUILD_TYPE=Release "-DCMAKE_C_FLAGS=$flags" "-DCMAKE_CXX_FLAGS=$flags" \
    -DBUILD_SHARED_LIBS=OFF -DCMAKE_INSTALL_LIBDIR=lib \
    "-DCMAKE_INSTALL_PREFIX=$installed" -Wno-dev &&
    cmake --build "$work/$name" -j "$jobs" &&
    DESTDIR=$work/stage cmake --install "$work/$name"
}

build_all() {
  [ ! -d "$installed" ] || return 0
  sources=$("$root/scripts/sources.sh")
  work=$(mktemp -d "$cache/build-$variant-XXXXXX")
  trap 'rm -rf "$work"' EXIT
  # Installed beside its final place and moved there when whole; the files inside name the final place.
  prefix=$work/stage$installed

  say "building the libraries for $variant (once; some minutes)"
  build_libraries
  mkdir -p "$cache/prefix"
  mv "$prefix" "$installed"
}

exclusively "dependencies-$variant" build_all
printf '%s\n' "$installed"
