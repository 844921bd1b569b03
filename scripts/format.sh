#!/usr/bin/env bash
# format.sh [--check]: formats every C++ source, or fails naming those that are not formatted.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mode=(-i)
[ "${1:-}" != --check ] || mode=(--dry-run --Werror)
cd "$root"
git ls-files -z --cached --others --exclude-standard '*.cpp' '*.h' | xargs -0 -r ls -1 2>/dev/null |
  xargs -r clang-format-19 "${mode[@]}"
