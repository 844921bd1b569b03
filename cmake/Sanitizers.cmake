# ATELIER_SANITIZERS, as in -DATELIER_SANITIZERS=address,undefined: compiles and links our own code with
# them. Any finding ends the program, so that a test cannot pass over it.
set(ATELIER_SANITIZERS "" CACHE STRING "Sanitizers for our own code, comma-separated")
if(ATELIER_SANITIZERS)
  add_compile_options(-fsanitize=${ATELIER_SANITIZERS} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ATELIER_SANITIZERS})
endif()
