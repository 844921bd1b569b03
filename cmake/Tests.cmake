# The Catch2 tests: native, or run by Node with the real file system under them.
include(CTest)

add_executable(atelier-tests ${test_sources})
target_link_libraries(atelier-tests PRIVATE atelier Catch2::Catch2WithMain libdeflate::libdeflate_static
                                            atelier_warnings)
target_include_directories(atelier-tests PRIVATE tests/core)
# Only for the sources that read files from the tree: a path in all of them would keep clones from sharing objects.
file(GLOB reference_sources CONFIGURE_DEPENDS tests/core/reference/*.cpp)
set_source_files_properties(
  ${reference_sources} PROPERTIES COMPILE_DEFINITIONS
                                  ATELIER_TEST_DATA_DIR="${PROJECT_SOURCE_DIR}/tests")
if(EMSCRIPTEN)
  # Not .mjs: Emscripten would make a module of it that only runs when somebody calls it.
  set_target_properties(atelier-tests PROPERTIES SUFFIX .js)
  target_link_options(
    atelier-tests
    PRIVATE
    -sENVIRONMENT=node
    -sNODERAWFS=1
    -sEXIT_RUNTIME=1
    -sALLOW_MEMORY_GROWTH=1
    -sMAXIMUM_MEMORY=4GB
    -sSTACK_SIZE=1MB
    -Wno-pthreads-mem-growth)
endif()

add_test(NAME atelier-tests COMMAND atelier-tests)
