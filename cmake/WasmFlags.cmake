# The compiler flags of the WebAssembly variants, for everything compiled here. They match what the
# libraries are compiled with (dependencies/libraries.sh), but for conversions to integers that do not
# trap: every browser that runs the module has them, and each is an instruction instead of a branch.
add_compile_options(-msimd128 -mnontrapping-fptoint -fwasm-exceptions)
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

# atelier_optimize_for_size(SOURCES...): a visitor downloads the module, so all is compiled for size but the loops
# over every pixel and activation of a training step. (Those over every parameter are vectors as they are written.)
string(
  CONCAT
  ATELIER_HOT_SOURCES
  "core/atelier/(base/random|data/batch"
  "|data/augmentation/(resampling|tone_step|whole_pixel_copy)"
  "|ops/convolution/(batch_sums|convolution_row|winograd)"
  "|ops/(average_pooling2d|batch_normalization_kernels|dropout|global_average_pooling2d|max_pooling2d"
  "|max_pooling_gradient|outer_product|relu|softmax))\\.cpp$")

function(atelier_optimize_for_size)
  set(sources ${ARGN})
  list(FILTER sources EXCLUDE REGEX ${ATELIER_HOT_SOURCES})
  set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS -Oz)
endfunction()
