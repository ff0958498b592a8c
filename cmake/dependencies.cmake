# Every third-party library, once. tests/lint/rules.py says which folder may include which header.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
pkg_check_modules(UV REQUIRED IMPORTED_TARGET libuv)
pkg_check_modules(XAPIAN REQUIRED IMPORTED_TARGET xapian-core)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(SYSTEMD IMPORTED_TARGET libsystemd)
find_package(tomlplusplus REQUIRED)
find_package(date REQUIRED)
find_package(ZLIB REQUIRED)
find_package(nlohmann_json REQUIRED)

# Snowball's own library ships neither a CMake nor a pkg-config file.
find_path(STEMMER_INCLUDE_DIR libstemmer.h REQUIRED)
find_library(STEMMER_LIBRARY stemmer REQUIRED)
add_library(quire_stemmer_library INTERFACE)
target_include_directories(quire_stemmer_library SYSTEM INTERFACE ${STEMMER_INCLUDE_DIR})
target_link_libraries(quire_stemmer_library INTERFACE ${STEMMER_LIBRARY})

# CLD2 ships neither.
find_path(CLD2_INCLUDE_DIR cld2/public/compact_lang_det.h REQUIRED)
find_library(CLD2_LIBRARY cld2 REQUIRED)
add_library(quire_cld2_library INTERFACE)
target_include_directories(quire_cld2_library SYSTEM INTERFACE ${CLD2_INCLUDE_DIR})
target_link_libraries(quire_cld2_library INTERFACE ${CLD2_LIBRARY})
