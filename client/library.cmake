# The library for other programs: one archive with the connection and the folders that it needs, and their public headers
# below include/quire, spelt as they are here ("client/connection/connection.h").
set(library_folders connection protocol config base)
set(library_objects "")
foreach(folder ${library_folders})
  list(APPEND library_objects $<TARGET_OBJECTS:quire_${folder}>)
endforeach()
add_library(quire_client STATIC ${library_objects})
set_target_properties(quire_client PROPERTIES LINKER_LANGUAGE CXX EXPORT_NAME client)
target_compile_features(quire_client INTERFACE cxx_std_20)
target_include_directories(quire_client INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/quire>)
target_link_libraries(quire_client INTERFACE fmt::fmt tomlplusplus::tomlplusplus xxhash Threads::Threads)

set(library_headers
  client/connection/answer.h client/connection/connection.h client/connection/line_socket.h
  config/environment.h config/paths.h
  daemon/protocol/errors.h daemon/protocol/framing.h daemon/protocol/messages.h daemon/protocol/response.h
  daemon/protocol/params.h daemon/protocol/subscribe.h
  index/base/clock.h index/base/error.h index/base/format.h index/base/result.h index/base/unique_fd.h)
foreach(header ${library_headers})
  get_filename_component(folder ${header} DIRECTORY)
  install(FILES ${PROJECT_SOURCE_DIR}/${header}
          DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/quire/${folder} COMPONENT development)
endforeach()

install(TARGETS quire_client EXPORT quire-client
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
set(cmake_folder ${CMAKE_INSTALL_LIBDIR}/cmake/quire-client)
install(EXPORT quire-client NAMESPACE quire:: FILE quire-client-targets.cmake
        DESTINATION ${cmake_folder} COMPONENT development)
include(CMakePackageConfigHelpers)
set(written ${PROJECT_BINARY_DIR}/generated/client)
write_basic_package_version_file(${written}/quire-client-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${written}/quire-client-config-version.cmake ${CMAKE_CURRENT_SOURCE_DIR}/library/quire-client-config.cmake
        DESTINATION ${cmake_folder} COMPONENT development)
# Relative to its own place, so that the tree may be moved.
file(RELATIVE_PATH prefix_from_pkgconfig /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(library/quire-client.pc.in ${written}/quire-client.pc @ONLY)
install(FILES ${written}/quire-client.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/example/newest.cc ${CMAKE_CURRENT_SOURCE_DIR}/example/CMakeLists.txt
        DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples COMPONENT development)
