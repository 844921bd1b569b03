#!/usr/bin/env bash
# run.sh FOLDER: runs each fuzz target that was built into FOLDER for some two seconds: so many inputs, made by a generator that
# begins the same each time from what fuzz-seeds writes. For a longer search see CMakeLists.txt here.
set -euo pipefail

folder=$(cd "${1:?usage: run.sh FOLDER}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$folder/fuzz-seeds" "$scratch/seeds"

# run TARGET COUNT: on that many inputs. What the target grows from them is thrown away.
run() {
  echo "fuzz-$1"
  mkdir "$scratch/corpus-$1"
  "$folder/fuzz-$1" -runs="$2" -seed=1 -timeout=60 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$folder/finding-$1-" "$scratch/corpus-$1" "$scratch/seeds/$1"
}

run checkpoint 20000
run exif 1000000
run idx 40000
run model 12000
run picture 3000
