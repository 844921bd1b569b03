#!/usr/bin/env bash
# debian.sh APT-GET-ARGUMENTS...: apt-get over Debian 13's package lists, whatever Debian release this
# machine runs: its own lists and cache under the cache folder, so the system is left alone and no root
# is needed. The archive's signature is checked as always.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

command -v apt-get >/dev/null || exit 1
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r $keyring ] || fail "no $keyring; please install debian-archive-keyring"

# The mirror this machine already uses, in whichever format its sources are listed; the archive of security
# updates holds no other release.
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(SITE)' 2>/dev/null | awk '!/security/ && !found++' || true)}
mirror=${mirror:-http://deb.debian.org/debian}
apt=$cache/apt
options=(
  -q
  -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null
  -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root
)

mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
cat >"$apt/sources.list" <<LIST
deb [signed-by=$keyring] $mirror trixie main
deb-src [signed-by=$keyring] $mirror trixie main
deb-src [signed-by=$keyring] $mirror sid main
LIST
# Lists of the last day are good enough: everything fetched is pinned by version.
if [ -z "$(find "$apt/lists" -maxdepth 1 -name '*Sources*' -mtime -1)" ]; then
  apt-get "${options[@]}" update
fi
exec apt-get "${options[@]}" "$@"
