# find_package(quire-client) gives the target quire::client.
include(CMakeFindDependencyMacro)
find_dependency(fmt)
find_dependency(tomlplusplus)
find_dependency(Threads)
include(${CMAKE_CURRENT_LIST_DIR}/quire-client-targets.cmake)
