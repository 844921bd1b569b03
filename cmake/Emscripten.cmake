# CMake's toolchain file for WebAssembly: finds Emscripten by scripts/emscripten.sh (which fetches it when
# the machine has none) and hands over to Emscripten's own toolchain file.
execute_process(
  COMMAND ${CMAKE_CURRENT_LIST_DIR}/../scripts/emscripten.sh
  OUTPUT_VARIABLE emscripten
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE "^[^ ]+ " "" EMSCRIPTEN_ROOT_PATH "${emscripten}")
include(${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake)
