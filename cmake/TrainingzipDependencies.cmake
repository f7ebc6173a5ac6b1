# Every library that is not ours, found once.

# That of the system, as in scripts/common.sh: one before it in the path may be older than the scripts need.
set(Python3_EXECUTABLE /usr/bin/python3 CACHE FILEPATH "The interpreter for scripts/")
find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(OpenSSL REQUIRED)
find_package(CURL REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
pkg_check_modules(ARGON2 REQUIRED IMPORTED_TARGET libargon2)
pkg_check_modules(AVFORMAT REQUIRED IMPORTED_TARGET libavformat)
pkg_check_modules(AVCODEC REQUIRED IMPORTED_TARGET libavcodec)
pkg_check_modules(AVUTIL REQUIRED IMPORTED_TARGET libavutil)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(YAML_CPP REQUIRED IMPORTED_TARGET yaml-cpp)
pkg_check_modules(LIBDW REQUIRED IMPORTED_TARGET libdw)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(PROMETHEUS_CPP REQUIRED IMPORTED_TARGET prometheus-cpp-core)
pkg_check_modules(SWSCALE REQUIRED IMPORTED_TARGET libswscale)
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)
find_path(SOCI_INCLUDE_DIR soci/soci.h REQUIRED)
find_library(SOCI_CORE_LIBRARY soci_core REQUIRED)
find_library(SOCI_SQLITE3_LIBRARY soci_sqlite3 REQUIRED)
find_library(SOCI_POSTGRESQL_LIBRARY soci_postgresql REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(SQLite3 REQUIRED)

find_path(ONNXRUNTIME_INCLUDE_DIR onnxruntime_cxx_api.h
    HINTS "${TRAININGZIP_ONNXRUNTIME_DIR}/include" PATH_SUFFIXES onnxruntime REQUIRED)
find_library(ONNXRUNTIME_LIBRARY onnxruntime HINTS "${TRAININGZIP_ONNXRUNTIME_DIR}/lib" REQUIRED)
add_library(trainingzip_onnxruntime INTERFACE)
target_include_directories(trainingzip_onnxruntime SYSTEM INTERFACE "${ONNXRUNTIME_INCLUDE_DIR}")
target_link_libraries(trainingzip_onnxruntime INTERFACE "${ONNXRUNTIME_LIBRARY}")

add_library(trainingzip_soci INTERFACE)
target_include_directories(trainingzip_soci SYSTEM INTERFACE "${SOCI_INCLUDE_DIR}" "${PostgreSQL_INCLUDE_DIRS}")
target_link_libraries(trainingzip_soci INTERFACE
    "${SOCI_SQLITE3_LIBRARY}" "${SOCI_POSTGRESQL_LIBRARY}" "${SOCI_CORE_LIBRARY}" PostgreSQL::PostgreSQL SQLite::SQLite3)
if(TRAININGZIP_SANITIZE)
    # SOCI hides the type information of classes that its headers use; this one check needs it to link.
    target_compile_options(trainingzip_soci INTERFACE -fno-sanitize=vptr)
endif()

add_library(trainingzip_ffmpeg INTERFACE)
target_link_libraries(trainingzip_ffmpeg INTERFACE
    PkgConfig::AVFORMAT PkgConfig::AVCODEC PkgConfig::AVUTIL PkgConfig::SWSCALE)
# Headers of FFmpeg 7 ask C++ for it, unless <cstdint> came before them.
target_compile_definitions(trainingzip_ffmpeg INTERFACE __STDC_CONSTANT_MACROS)
