# atelier_set_kernel_flags(SOURCES...): a source named *_avx512.cpp or *_avx2.cpp holds kernels for that
# instruction set and is compiled for it; the rest of the library is compiled for the baseline and chooses
# among them at run time.
set(ATELIER_X86 OFF)
if(NOT EMSCRIPTEN AND CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64|i[3-6]86)$")
  set(ATELIER_X86 ON)
endif()

function(atelier_set_kernel_flags)
  foreach(source IN LISTS ARGN)
    if(source MATCHES "_avx512\\.cpp$")
      set_source_files_properties(
        ${source} PROPERTIES COMPILE_OPTIONS "-mavx512f;-mavx512vl;-mavx512dq;-mavx512bw;-mavx2;-mfma")
    elseif(source MATCHES "_avx2\\.cpp$")
      set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "-mavx2;-mfma")
    endif()
  endforeach()
endfunction()
