#!/usr/bin/env bash
# setup.sh pytorch|browser FOLDER: gets one group of peers ready in FOLDER, or fails saying why it cannot be had.
# Nothing of it is in the product.
#
#   pytorch   Debian sid's PyTorch (oneDNN, OpenBLAS), in a root file system of its own: 1 GB to download, needs root
#   browser   ONNX Runtime Web and TensorFlow.js by npm, and graphs for the former by Debian's python3-onnx
source "$(dirname "${BASH_SOURCE[0]}")/../../../scripts/common.sh"

group=$1
folder=$2
here=$root/tests/bench/peers

unpack_pytorch() {
  local mirror
  mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(SITE)' | awk '!/security/ && !found++')}
  rm -rf "$folder.part"
  debootstrap --variant=minbase sid "$folder.part" "$mirror" &&
    # A mirror may be a snapshot, whose lists are past their date.
    echo 'Acquire::Check-Valid-Until "false";' >"$folder.part/etc/apt/apt.conf.d/99-snapshot" &&
    chroot "$folder.part" apt-get update &&
    chroot "$folder.part" /usr/bin/env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends python3-torch python3-numpy libopenblas0-openmp &&
    mv "$folder.part" "$folder"
}

setup_pytorch() {
  [ "$(id -u)" = 0 ] || fail "PyTorch runs in a root file system of its own, which only root can make"
  if [ ! -d "$folder" ]; then
    "$root/scripts/packages.sh" debootstrap=debootstrap
    say "unpacking Debian sid with PyTorch (1 GB, once; some minutes)"
    logged peers-pytorch unpack_pytorch
  fi
  # Scripts and data inside, where the program runs.
  mkdir -p "$folder/atelier"
  cp "$here/pytorch_training.py" "$folder/atelier/"
  cp -u "$("$root/scripts/dataset.sh")"/* "$folder/atelier/"
}

setup_browser() {
  mkdir -p "$folder"
  if ! cmp -s "$here/browser/package-lock.json" "$folder/node_modules/installed-lock.json"; then
    say "installing ONNX Runtime Web and TensorFlow.js (once)"
    cp "$here/browser/package.json" "$here/browser/package-lock.json" "$folder/"
    logged peers-npm npm ci --ignore-scripts --no-audit --no-fund --prefix "$folder"
    cp "$here/browser/package-lock.json" "$folder/node_modules/installed-lock.json"
  fi
  if [ "$here/browser/graphs.py" -nt "$folder/graphs/two-block-same-parameters.json" ]; then
    "$root/scripts/packages.sh" /usr/lib/python3/dist-packages/onnx=python3-onnx
    # Debian's own Python is the one that finds Debian's packages.
    logged peers-graphs /usr/bin/python3 "$here/browser/graphs.py" "$folder/graphs"
  fi
}

"setup_$group"
