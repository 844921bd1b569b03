#!/usr/bin/env bash
# packages.sh COMMAND=PACKAGE...: installs by apt the packages whose command (or absolute path) is
# missing. `clang-19` stands for `clang-19=clang-19`.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

is_there() {
  case $1 in
    # Only a path from the root: the tree this runs in has a folder named cmake.
    /*) [ -e "$1" ] ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

missing=()
for entry in "$@"; do
  is_there "${entry%%=*}" || missing+=("${entry##*=}")
done
[ ${#missing[@]} -gt 0 ] || exit 0

advice="please install: ${missing[*]}"
command -v apt-get >/dev/null || fail "this machine has no apt-get; $advice"
[ "$(id -u)" = 0 ] || command -v sudo >/dev/null || fail "neither root nor sudo here; $advice"

say "installing ${missing[*]}"
install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}
# The package lists may be absent or old: refresh them only when they are the reason for failing.
refresh_and_install() {
  install || { as_root apt-get update -q && install; }
}
logged packages refresh_and_install
