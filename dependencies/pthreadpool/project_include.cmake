# Read by CMake right after pthreadpool's project() line (CMAKE_PROJECT_pthreadpool_INCLUDE), so that its
# unmodified sources compile with a pause that yields. Other processors' pauses are inline assembly and
# stay as they are.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(i[3-6]86|AMD64|x86(_64)?)$")
  add_compile_options(-include "${CMAKE_CURRENT_LIST_DIR}/yielding_pause.h")
endif()
