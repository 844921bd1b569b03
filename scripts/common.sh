# What every script here shares: where things are, how to say what happens, how to skip what is done.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/atelier
logs=$root/build/logs
jobs=${ATELIER_JOBS:-$(nproc)}
mkdir -p "$cache" "$logs"

# Progress goes to stderr, so that a script's stdout can carry its result.
say() { printf '%s\n' "$*" >&2; }
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# As fail, with the status of a command that was called in a way it does not know.
misused() {
  printf 'error: %s\n' "$*" >&2
  exit 2
}

# logged NAME COMMAND...: runs the command with its output in a log file, whose end and path are
# shown when it fails. (A function run this way chains its commands with &&: bash ignores `set -e` in
# it.)
logged() {
  local name=$1 log=$logs/$1.log
  shift
  ("$@") >"$log" 2>&1 </dev/null && return
  tail -n 25 "$log" >&2
  fail "$name failed; the whole log is in $log"
}

# digest FILE-OR-STRING...: a short hash of the files' contents and the strings, for stamp names.
digest() {
  local item
  for item in "$@"; do
    if [ -f "$item" ]; then cat "$item"; else printf '%s\n' "$item"; fi
  done | sha256sum | cut -c1-12
}

# exclusively NAME COMMAND...: runs the command while no other process runs one of that name, so that
# two clones may set up the shared cache at the same time.
exclusively() {
  local lock=$cache/$1.lock
  shift
  (
    flock 9
    "$@"
  ) 9>"$lock"
}

# as_root COMMAND...: directly, or by sudo where that is there; fails where neither is possible.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    return 1
  fi
}
