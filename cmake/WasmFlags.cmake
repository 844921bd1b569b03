# The compiler flags of the WebAssembly variants, for everything compiled here. They match what
# scripts/dependencies.sh compiles the libraries with.
add_compile_options(-msimd128 -fwasm-exceptions)
add_link_options(-fwasm-exceptions)
if(ATELIER_WASM_VARIANT MATCHES threads)
  add_compile_options(-pthread)
  add_link_options(-pthread)
endif()
if(ATELIER_WASM_VARIANT MATCHES relaxed)
  add_compile_options(-mrelaxed-simd)
endif()
