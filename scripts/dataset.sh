#!/usr/bin/env bash
# dataset.sh: unpacks Fashion-MNIST's four IDX files into the cache and prints their folder. They come from
# Debian's package where there is one, else from the data set's own site, and are checked either way.
#
# ATELIER_DATA names a folder to use instead.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ -n "${ATELIER_DATA:-}" ]; then
  printf '%s\n' "$ATELIER_DATA"
  exit
fi

folder=$cache/fashion-mnist
package=dataset-fashion-mnist
site=http://fashion-mnist.s3-website.eu-central-1.amazonaws.com
# MD5 of the unpacked files, as every copy of the data set has them (the packed ones differ).
checksums='
  f4a8712d7a061bf5bd6d2ca38dc4d50a  train-images-idx3-ubyte
  9018921c3c673c538a1fc5bad174d6f9  train-labels-idx1-ubyte
  8181f5470baa50b63fa0f6fddb340f0a  t10k-images-idx3-ubyte
  15d484375f8d13e6eb1aabb0c3f46965  t10k-labels-idx1-ubyte
'
checksums=$(sed '/^ *$/d; s/^ *//' <<<"$checksums")

complete() { [ -d "$1" ] && (cd "$1" && md5sum --check --status <<<"$checksums" 2>/dev/null); }

# unpack_from FOLDER: unpacks the four files from there and checks them.
unpack_from() {
  local name
  while read -r _ name; do
    gzip --decompress --stdout "$1/$name.gz" >"$part/$name" || return 1
  done <<<"$checksums"
  complete "$part"
}

from_debian() {
  "$root/scripts/debian.sh" download $package/trixie && dpkg-deb --extract $package*.deb . &&
    unpack_from usr/share/datasets/fashion-mnist
}

from_site() {
  local name
  while read -r _ name; do
    curl --fail --silent --show-error --location --retry 3 --remote-name "$site/$name.gz" || return 1
  done <<<"$checksums"
  unpack_from .
}

make_folder() {
  ! complete "$folder" || return 0
  say "fetching Fashion-MNIST (31 MB, once)"
  local work part
  work=$(mktemp -d "$cache/dataset-XXXXXX")
  part=$work/unpacked
  mkdir "$part"
  {
    unpack_from /usr/share/datasets/fashion-mnist || (cd "$work" && from_debian) || (cd "$work" && from_site)
  } >"$logs/dataset.log" 2>&1 || {
    rm -rf "$work"
    fail "Fashion-MNIST can be had neither from Debian nor from $site (see $logs/dataset.log); please put its four files, unpacked, into $folder"
  }
  rm -rf "$folder"
  mv "$part" "$folder"
  rm -rf "$work"
}

exclusively dataset make_folder
printf '%s\n' "$folder"
