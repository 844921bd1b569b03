# The third-party libraries, as imported targets. scripts/dependencies.sh builds them into the cache
# for the variant at hand (at once when they are there) and says where they are.
if(EMSCRIPTEN)
  set(variant ${ATELIER_WASM_VARIANT})
elseif(ATELIER_SANITIZERS MATCHES thread)
  # The thread sanitizer must see pthreadpool's synchronisation, or all that crosses it is a race to it.
  set(variant native-tsan)
else()
  set(variant native)
endif()

execute_process(
  COMMAND ${PROJECT_SOURCE_DIR}/scripts/dependencies.sh ${variant}
  OUTPUT_VARIABLE ATELIER_DEPENDENCIES
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
# A change of what decides the libraries configures this project anew.
file(GLOB dependency_inputs LIST_DIRECTORIES false ${PROJECT_SOURCE_DIR}/dependencies/* ${PROJECT_SOURCE_DIR}/dependencies/*/*)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${dependency_inputs}
                                       ${PROJECT_SOURCE_DIR}/scripts/dependencies.sh)

# Only there: never a system-wide copy of another version, nor one remembered from an older prefix.
set(find_options CONFIG REQUIRED NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH PATHS
                 ${ATELIER_DEPENDENCIES})
foreach(package fmt nlohmann_json libdeflate Catch2)
  unset(${package}_DIR CACHE)
  find_package(${package} ${find_options})
endforeach()
if(NOT EMSCRIPTEN)
  foreach(package CLI11 benchmark)
    unset(${package}_DIR CACHE)
    find_package(${package} ${find_options})
  endforeach()

  add_library(stb INTERFACE IMPORTED)
endif()

# Headers are found through a link in the build folder: the folder of the libraries has another name whenever
# their recipe changes, and ccache takes another path for another compilation.
set(headers ${PROJECT_BINARY_DIR}/libraries/include)
file(CREATE_LINK ${ATELIER_DEPENDENCIES} ${PROJECT_BINARY_DIR}/libraries SYMBOLIC)
foreach(
  target
  fmt::fmt fmt::fmt-header-only nlohmann_json::nlohmann_json libdeflate::libdeflate_static Catch2::Catch2
  CLI11::CLI11 benchmark::benchmark benchmark::benchmark_main stb)
  if(TARGET ${target})
    set_target_properties(${target} PROPERTIES INTERFACE_INCLUDE_DIRECTORIES ${headers}
                                               INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${headers})
  endif()
endforeach()

# What the summary of a network is formatted with, and in WebAssembly that is in the tests alone: all that the page's
# module links uses base/message.h. Without locales there.
add_library(atelier_fmt INTERFACE)
if(EMSCRIPTEN)
  target_link_libraries(atelier_fmt INTERFACE fmt::fmt-header-only)
  target_compile_definitions(atelier_fmt INTERFACE FMT_STATIC_THOUSANDS_SEPARATOR=',')
else()
  target_link_libraries(atelier_fmt INTERFACE fmt::fmt)
endif()

# XNNPACK's own build exports no CMake package.
add_library(XNNPACK::XNNPACK INTERFACE IMPORTED)
target_include_directories(XNNPACK::XNNPACK SYSTEM INTERFACE ${headers})
set(xnnpack_libraries XNNPACK microkernels-prod pthreadpool cpuinfo)
if(EMSCRIPTEN)
  set(xnnpack_libraries XNNPACK pthreadpool)
endif()
list(TRANSFORM xnnpack_libraries REPLACE "(.+)" "${ATELIER_DEPENDENCIES}/lib/lib\\1.a")
target_link_libraries(XNNPACK::XNNPACK INTERFACE ${xnnpack_libraries})
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  target_link_libraries(XNNPACK::XNNPACK INTERFACE Threads::Threads ${CMAKE_DL_LIBS} m)
endif()
