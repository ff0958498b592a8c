# Warnings, sanitizers and ccache: what every target of the project is compiled with.
add_library(quire_options INTERFACE)
target_include_directories(quire_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
target_compile_options(quire_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wcast-align -Wformat=2 -Werror)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(quire_options INTERFACE -Wthread-safety -Werror=thread-safety)
else()
  target_compile_options(quire_options INTERFACE -Wlogical-op -Wduplicated-cond)
endif()
if(QUIRE_SANITIZE)
  target_compile_options(quire_options INTERFACE
    -fsanitize=${QUIRE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
  target_link_options(quire_options INTERFACE -fsanitize=${QUIRE_SANITIZE})
endif()
if(QUIRE_FUZZ)
  # What libFuzzer must see of the code it feeds.
  target_compile_options(quire_options INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(quire_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(QUIRE_CCACHE ccache)
if(QUIRE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${QUIRE_CCACHE})
endif()
