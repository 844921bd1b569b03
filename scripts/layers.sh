#!/usr/bin/env bash
# layers.sh: compares what the core's folders include of each other, and which of them know XNNPACK, with the table
# in docs/architecture.md; fails and says so where they differ.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

sorted() { sort -u | paste -s -d ' '; }

# included FOLDER: the other folders of the core that its sources include.
included() {
  { grep -rhoE '^#include "atelier/[a-z]+/' "core/atelier/$1" || true; } | cut -d / -f 2 | { grep -vx "$1" || true; } | sorted
}

# documented FOLDER: the last column of its row.
documented() {
  sed -nE "s/^\| \`$1\` \|.*\|([^|]*)\|$/\1/p" docs/architecture.md | { grep -oE '`[a-z]+`' || true; } | tr -d '`' | sorted
}

status=0
for path in core/atelier/*/; do
  folder=$(basename "$path")
  if ! grep -q "^| \`$folder\` |" docs/architecture.md; then
    say "core/atelier/$folder has no row in docs/architecture.md"
    status=1
  elif [ "$(included "$folder")" != "$(documented "$folder")" ]; then
    say "core/atelier/$folder includes: $(included "$folder"); docs/architecture.md says: $(documented "$folder")"
    status=1
  fi
done

strangers=$(grep -rlE '^#include <xnnpack' core native wasm | grep -v '^core/atelier/ops/' || true)
if [ -n "$strangers" ]; then
  say "only core/atelier/ops may know XNNPACK, but these include it: $strangers"
  status=1
fi
exit $status
