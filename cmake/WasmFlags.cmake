# The compiler flags of the WebAssembly variants, for everything compiled here. They match what the
# libraries are compiled with (dependencies/libraries.sh).
add_compile_options(-msimd128 -fwasm-exceptions)
add_link_options(-fwasm-exceptions)
if(ATELIER_WASM_VARIANT MATCHES threads)
  add_compile_options(-pthread)
  add_link_options(-pthread)
endif()
if(ATELIER_WASM_VARIANT MATCHES relaxed)
  add_compile_options(-mrelaxed-simd)
endif()

# The linker runs the module once to write the types of its bindings; Node 20 runs relaxed SIMD only when
# asked to, as do the tests.
set(node ${PROJECT_SOURCE_DIR}/scripts/node.sh)
set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env EM_NODE_JS=${node}")
set(CMAKE_CROSSCOMPILING_EMULATOR ${node})
