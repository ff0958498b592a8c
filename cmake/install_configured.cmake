# quire_install_configured(TEMPLATE DESTINATION): installs TEMPLATE, a file NAME.in, as NAME. @bindir@
# in it becomes the folder of the installed programs, which is known when they are installed and not
# before: cmake --install --prefix and the packages name another than the build does.
function(quire_install_configured template destination component)
  get_filename_component(name ${template} NAME_WLE)
  cmake_path(ABSOLUTE_PATH template NORMALIZE)
  install(CODE "
    set(bindir \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}\")
    configure_file(\"${template}\" \"${PROJECT_BINARY_DIR}/generated/${name}\" @ONLY)
    file(INSTALL \"${PROJECT_BINARY_DIR}/generated/${name}\"
         DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${destination}\")
  " COMPONENT ${component})
endfunction()
