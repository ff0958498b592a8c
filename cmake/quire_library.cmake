# quire_library(NAME name SOURCES files... DEPENDS folders... EXTERNAL targets...)
# One static library for one folder. DEPENDS names the folders it may see: the same arrows that
# tests/lint checks in the sources.
function(quire_library)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPENDS;EXTERNAL" ${ARGN})
  add_library(quire_${ARG_NAME} STATIC ${ARG_SOURCES})
  list(TRANSFORM ARG_DEPENDS PREPEND quire_)
  target_link_libraries(quire_${ARG_NAME} PUBLIC quire_options ${ARG_DEPENDS} ${ARG_EXTERNAL})
endfunction()
