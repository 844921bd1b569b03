# The recipe of the libraries: read by scripts/dependencies.sh, which provides `build NAME SOURCE
# OPTIONS...` (configure, build and install one CMake project), $sources (the folder of the unpacked
# sources), $prefix (where to install) and $variant.

build_libraries() {
  build fmt "$sources/fmtlib" -DFMT_TEST=OFF -DFMT_DOC=OFF
  build json "$sources/nlohmann-json3" -DJSON_BuildTests=OFF
  build libdeflate "$sources/libdeflate" -DLIBDEFLATE_BUILD_SHARED_LIB=OFF -DLIBDEFLATE_BUILD_GZIP=OFF
  build catch2 "$sources/catch2" -DCMAKE_CXX_STANDARD=20 -DBUILD_TESTING=OFF -DCATCH_INSTALL_DOCS=OFF \
    -DCATCH_DEVELOPMENT_BUILD=OFF -DCMAKE_UNITY_BUILD=ON
  if [[ $variant = wasm-* ]]; then
    build xnnpack "$root/dependencies/xnnpack-wasm" "-DSOURCES=$sources"
  else
    build_native_libraries
  fi
}

build_native_libraries() {
  build cli11 "$sources/cli11" -DCLI11_BUILD_TESTS=OFF -DCLI11_BUILD_EXAMPLES=OFF \
    -DCLI11_BUILD_DOCS=OFF -DCLI11_SINGLE_FILE=OFF
  build benchmark "$sources/benchmark" -DBENCHMARK_ENABLE_TESTING=OFF -DBENCHMARK_ENABLE_WERROR=OFF
  mkdir -p "$prefix/include/stb"
  cp "$sources"/libstb/stb_image{,_write,_resize2}.h "$prefix/include/stb/"
  build xnnpack "$sources/xnnpack" -DXNNPACK_LIBRARY_TYPE=static -DXNNPACK_BUILD_TESTS=OFF \
    -DXNNPACK_BUILD_BENCHMARKS=OFF -DXNNPACK_BUILD_ALL_MICROKERNELS=OFF \
    "-DCPUINFO_SOURCE_DIR=$sources/cpuinfo" -DCPUINFO_LIBRARY_TYPE=static \
    "-DPTHREADPOOL_SOURCE_DIR=$sources/pthreadpool" -DPTHREADPOOL_LIBRARY_TYPE=static \
    "-DCMAKE_PROJECT_pthreadpool_INCLUDE=$root/dependencies/pthreadpool/project_include.cmake" \
    "-DFXDIV_SOURCE_DIR=$sources/fxdiv"
}

# The flags a variant's libraries are compiled with, in C and C++.
library_flags() {
  case $1 in
    native) ;;
    native-tsan) echo -fsanitize=thread -g1 ;;
    wasm-simd) echo -msimd128 -fwasm-exceptions ;;
    wasm-simd-threads) echo -msimd128 -fwasm-exceptions -pthread ;;
    wasm-relaxed-threads) echo -msimd128 -mrelaxed-simd -fwasm-exceptions -pthread ;;
    *) return 1 ;;
  esac
}
