# What the benchmarks in the browser measure beside the engine, as a module of its own: this build's measured peak, and
# classifying one image without the page around it.
add_executable(atelier-bench-module EXCLUDE_FROM_ALL tests/bench/browser/module.cpp tests/bench/step_operations.cpp
                                                     tests/bench/peak/peak.cpp)
target_include_directories(atelier-bench-module PRIVATE tests/bench)
target_link_libraries(atelier-bench-module PRIVATE atelier embind atelier_warnings)
set_target_properties(atelier-bench-module PROPERTIES SUFFIX .mjs)
target_link_options(
  atelier-bench-module
  PRIVATE
  -sMODULARIZE=1
  -sEXPORT_ES6=1
  -sENVIRONMENT=worker
  -sFILESYSTEM=0
  -sALLOW_MEMORY_GROWTH=1)
if(ATELIER_WASM_VARIANT MATCHES threads)
  target_link_options(atelier-bench-module PRIVATE "-sPTHREAD_POOL_SIZE=Module['threads']-1" -sPTHREAD_POOL_SIZE_STRICT=2
                      -Wno-pthreads-mem-growth)
endif()
