#!/usr/bin/env bash
# page.sh: builds the page with the engine's three variants into web/dist.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$root/scripts/engine.sh"
say "building the page"
logged page npm run build --prefix "$root/web"
