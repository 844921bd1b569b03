# Compiles through ccache where it is installed: objects are kept in the cache folder and serve every clone.
find_program(CCACHE ccache)
if(CCACHE)
  set(cache_home $ENV{XDG_CACHE_HOME})
  if(NOT cache_home)
    set(cache_home $ENV{HOME}/.cache)
  endif()
  # Paths inside the clone count as relative, so that another clone's objects match.
  set(launcher
      ${CMAKE_COMMAND} -E env CCACHE_DIR=${cache_home}/atelier/ccache CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
      CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE=2G ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
