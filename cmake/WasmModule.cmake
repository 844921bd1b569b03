# The engine as an ES module for the page's worker: atelier.js, atelier.wasm and atelier.d.ts (the types
# of the bindings, generated), one folder a variant, where web/src/engine imports them.
add_executable(atelier-wasm ${module_sources})
target_include_directories(atelier-wasm PRIVATE wasm)
# In this order: the JavaScript after Embind's replaces some of it.
target_link_libraries(atelier-wasm PRIVATE atelier embind --js-library=${PROJECT_SOURCE_DIR}/wasm/less_embind.js
                                           atelier_warnings)
set_target_properties(
  atelier-wasm PROPERTIES OUTPUT_NAME atelier RUNTIME_OUTPUT_DIRECTORY
                                              ${PROJECT_SOURCE_DIR}/web/engine-build/${ATELIER_WASM_VARIANT})
# Embind tells types apart by address: by the compiler's names for them only its errors would be clearer.
target_compile_options(atelier-wasm PRIVATE -fno-rtti)
target_compile_definitions(atelier-wasm PRIVATE EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
target_link_options(
  atelier-wasm
  PRIVATE
  -fno-rtti
  # For the download's size. The compiler's own optimisation, -O3 for what is hot, is done by now.
  -Oz
  # The small allocator: a training step in the steady state allocates nothing.
  -sMALLOC=emmalloc
  --emit-tsd
  atelier.d.ts
  -sMODULARIZE=1
  -sEXPORT_ES6=1
  -sENVIRONMENT=worker
  # Threads run the script that the page has loaded, so that nobody downloads it twice.
  --extern-post-js
  ${PROJECT_SOURCE_DIR}/wasm/script_url.js
  # The page's bundler names the files; web/src/engine/module.ts passes their addresses on.
  -sUSE_ES6_IMPORT_META=0
  -sINCOMING_MODULE_JS_API=locateFile,mainScriptUrlOrBlob
  # The oldest browsers that have SIMD and WebAssembly's exceptions: nothing is emulated for older ones.
  -sMIN_CHROME_VERSION=95
  -sMIN_FIREFOX_VERSION=100
  -sMIN_SAFARI_VERSION=160400
  # 64-bit integers as BigInt, which all of these have, rather than by functions that take them apart.
  -sWASM_BIGINT=1
  # Text is decoded by the browser alone.
  -sTEXTDECODER=2
  # No code from strings, which a strict content security policy forbids.
  -sDYNAMIC_EXECUTION=0
  -sFILESYSTEM=0
  # wasm/number_text.cpp
  -Wl,--wrap=strtod,--wrap=snprintf
  # So that the worker can read an exception's text.
  -sEXPORT_EXCEPTION_HANDLING_HELPERS=1
  -sALLOW_MEMORY_GROWTH=1
  # Holds the data set and a training with the usual batch sizes without growing.
  -sINITIAL_MEMORY=128MB
  -sMAXIMUM_MEMORY=2GB
  -sSTACK_SIZE=1MB)
if(ATELIER_WASM_VARIANT MATCHES threads)
  # Threads are workers, which cannot be made while the calling thread waits: all of them start with the
  # module, as many as it is told to.
  target_link_options(atelier-wasm PRIVATE "-sPTHREAD_POOL_SIZE=Module['threads']-1"
                      -sPTHREAD_POOL_SIZE_STRICT=2 -Wno-pthreads-mem-growth)
endif()
set_target_properties(
  atelier-wasm PROPERTIES LINK_DEPENDS
                          "${PROJECT_SOURCE_DIR}/wasm/script_url.js;${PROJECT_SOURCE_DIR}/wasm/less_embind.js")
