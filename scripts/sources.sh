#!/usr/bin/env bash
# sources.sh: fetches the sources listed in dependencies/sources.txt into the cache, each checked, and
# prints the folder that holds them, one sub-folder per name.
#
# ATELIER_SOURCE_<NAME> (as in ATELIER_SOURCE_XNNPACK) names a folder to use instead of fetching one.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

list=$root/dependencies/sources.txt
folder=$cache/sources

# from_debian NAME VERSION SHA256 TARGET: Debian's archive of the upstream sources. Returns 2 when it is not the
# one pinned.
from_debian() {
  local name=$1 version=$2 sum=$3 target=$4 archive tops
  (cd "$target.part" && "$root/scripts/debian.sh" source --tar-only "$name=$version") || return 1
  archive=$(find "$target.part" -name "$name"_'*.orig.tar.*')
  sha256sum --check <<<"$sum  $archive" || return 2
  mkdir "$target.part/unpacked"
  tar xf "$archive" -C "$target.part/unpacked" || return 1
  # Most archives have one top folder; XNNPACK's has none.
  tops=("$target.part/unpacked"/*)
  if [ ${#tops[@]} = 1 ]; then
    mv "${tops[0]}" "$target.part/top" && rmdir "$target.part/unpacked" && mv "$target.part/top" "$target.part/unpacked"
  fi
}

# from_upstream REPOSITORY COMMIT TARGET: the same commit by git, whose name is its checksum.
from_upstream() {
  local repository=$1 commit=$2 target=$3
  rm -rf "$target.part/unpacked"
  git init -q "$target.part/unpacked" || return 1
  git -C "$target.part/unpacked" fetch -q --depth 1 "$repository" "$commit" || return 1
  git -C "$target.part/unpacked" checkout -q FETCH_HEAD
}

fetch() {
  local name=$1 version=$3 sum=$4 repository=$5 commit=$6 target=$folder/$1-${4:0:12} override
  override=ATELIER_SOURCE_$(tr 'a-z-' 'A-Z_' <<<"$name")
  if [ -n "${!override:-}" ]; then
    ln -sfn "${!override}" "$folder/$name"
    return
  fi
  if [ ! -d "$target" ]; then
    say "fetching the sources of $name ($version)"
    rm -rf "$target.part"
    mkdir -p "$target.part"
    local log=$logs/source-$name.log status=0
    from_debian "$name" "$version" "$sum" "$target" >"$log" 2>&1 || status=$?
    if [ $status != 0 ]; then
      [ $status != 2 ] || say "Debian's archive of $name is not the one pinned in dependencies/sources.txt"
      say "taking $name from $repository instead"
      from_upstream "$repository" "$commit" "$target" >>"$log" 2>&1 ||
        fail "$name can be had neither from Debian nor from $repository (see $log); set $override to a folder with its sources at commit $commit"
    fi
    mv "$target.part/unpacked" "$target"
    rm -rf "$target.part"
  fi
  ln -sfn "$target" "$folder/$name"
}

fetch_all() {
  local name release version sum repository commit
  mkdir -p "$folder"
  while IFS='|' read -r name release version sum repository commit; do
    fetch "$name" "$release" "$version" "$sum" "$repository" "$commit"
  done < <(grep -v '^#' "$list" | tr -d ' ')
}

exclusively sources fetch_all
printf '%s\n' "$folder"
