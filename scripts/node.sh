#!/bin/sh
# node.sh ARGUMENTS...: Node, with relaxed SIMD switched on in the releases that still hide it.
case $(node --version) in
  v20.* | v21.*) exec node --experimental-wasm-relaxed-simd "$@" ;;
esac
exec node "$@"
