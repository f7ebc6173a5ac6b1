# The house rules for every target, in one place.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    # Without this ccache does not cache sources that use precompiled headers.
    set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE_PROGRAM}")
endif()

# -O1 keeps image loops usable under the sanitizers; line tables are all that their reports need.
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1 -fno-omit-frame-pointer")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
# Sources of tests take half the time to compile without optimisation.
set(TRAININGZIP_TEST_OPTIONS $<$<CONFIG:Debug>:-O0>)

add_library(trainingzip_rules INTERFACE)
# A compiler that is newer than ours warns of more, which must not stop who only wants to run it.
target_compile_options(trainingzip_rules INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
    $<$<CONFIG:Debug>:-Werror>)
if(TRAININGZIP_SANITIZE)
    add_compile_options(-fsanitize=${TRAININGZIP_SANITIZE} -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${TRAININGZIP_SANITIZE})
    if(TRAININGZIP_SANITIZE MATCHES "undefined" AND NOT TRAININGZIP_ALL_CHECKS AND NOT TRAININGZIP_FUZZ)
        # They check every access to memory, at a quarter of the time to compile. Nearly all that they find ends in a report of
        # AddressSanitizer as well; for the rest they run every night (scripts/ci/check all_checks) and in the fuzz targets.
        add_compile_options(-fno-sanitize=null,alignment,object-size,vptr)
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # gcc 12 reports false positives inside the standard library once sanitizers rewrite the code.
        add_compile_options(-Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds -Wno-restrict)
    endif()
endif()
if(TRAININGZIP_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
    # Only the fuzz targets and what they need are built.
    set(TRAININGZIP_EXCLUDE EXCLUDE_FROM_ALL)
endif()

if(TRAININGZIP_TESTS)
    find_package(GTest REQUIRED)
    enable_testing()
    include(GoogleTest)
endif()

# trainingzip_headers(TARGET SCOPE [SOURCES ...] [HEADERS ...])
# A target sees its own headers and those of what it links, nothing else. For that its headers, which are HEADERS and
# those beside SOURCES of the same name, are linked into a folder of the target's own, BUILD/include/TARGET, under the
# path that they have in the source tree: libs/web/server.h is "web/server.h" to whoever links trainingzip::web.
function(trainingzip_headers target scope)
    cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS" ${ARGN})
    set(folder "${CMAKE_BINARY_DIR}/include/${target}")
    set(roots "")
    file(REMOVE_RECURSE "${folder}")
    foreach(file IN LISTS ARG_SOURCES ARG_HEADERS)
        cmake_path(REPLACE_EXTENSION file LAST_ONLY h OUTPUT_VARIABLE header)
        cmake_path(ABSOLUTE_PATH header BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
        if(EXISTS "${header}")
            cmake_path(RELATIVE_PATH header BASE_DIRECTORY "${CMAKE_SOURCE_DIR}" OUTPUT_VARIABLE name)
            cmake_path(GET name PARENT_PATH parent)
            file(MAKE_DIRECTORY "${folder}/${parent}")
            file(CREATE_LINK "${header}" "${folder}/${name}" SYMBOLIC)
            string(REGEX REPLACE "/.*" "" root "${name}")
            list(APPEND roots "${folder}/${root}")
        elseif(file IN_LIST ARG_HEADERS)
            message(FATAL_ERROR "${target}: there is no ${header}")
        endif()
    endforeach()
    list(REMOVE_DUPLICATES roots)
    target_include_directories(${target} ${scope} ${roots})
endfunction()

# Compiles the sources of a target eight at a time, where TRAININGZIP_UNITY_BUILD is on.
function(trainingzip_unity_build target)
    if(TRAININGZIP_UNITY_BUILD)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
            # It takes what an included source keeps to itself for the contents of a header.
            target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
        endif()
    endif()
endfunction()

# trainingzip_library(NAME [UNITY] [SOURCES ...] [HEADERS ...] [LIBRARIES ...])
# A static library trainingzip_NAME, alias trainingzip::NAME; one of headers alone without SOURCES. HEADERS are those
# without a source of the same name. UNITY: for many small sources, see trainingzip_unity_build(); what two of them keep to
# themselves needs two names.
function(trainingzip_library name)
    cmake_parse_arguments(ARG "UNITY" "" "SOURCES;HEADERS;LIBRARIES" ${ARGN})
    if(ARG_SOURCES)
        set(scope PUBLIC)
        add_library(trainingzip_${name} STATIC ${TRAININGZIP_EXCLUDE} ${ARG_SOURCES})
        trainingzip_precompiled_headers(trainingzip_${name} libraries)
        if(ARG_UNITY)
            trainingzip_unity_build(trainingzip_${name})
        endif()
    else()
        set(scope INTERFACE)
        add_library(trainingzip_${name} INTERFACE)
    endif()
    add_library(trainingzip::${name} ALIAS trainingzip_${name})
    target_link_libraries(trainingzip_${name} ${scope} trainingzip_rules ${ARG_LIBRARIES})
    trainingzip_headers(trainingzip_${name} ${scope} SOURCES ${ARG_SOURCES} HEADERS ${ARG_HEADERS})
endfunction()

# Moves the debug information of an executable into a file beside it, named by its .gnu_debuglink, where debuggers and
# our own stack traces find it.
function(trainingzip_separate_debug_info target)
    add_custom_command(TARGET ${target} POST_BUILD
        COMMAND ${CMAKE_OBJCOPY} --only-keep-debug $<TARGET_FILE:${target}> $<TARGET_FILE:${target}>.debug
        COMMAND ${CMAKE_OBJCOPY} --strip-all --add-gnu-debuglink=$<TARGET_FILE:${target}>.debug $<TARGET_FILE:${target}>
        BYPRODUCTS "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/${target}.debug"
        VERBATIM)
endfunction()

# trainingzip_program(NAME SOURCES ... [HEADERS ...] [LIBRARIES ...])
# The executable bin/trainingzip-NAME.
function(trainingzip_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;LIBRARIES" ${ARGN})
    add_executable(trainingzip-${name} ${TRAININGZIP_EXCLUDE} ${ARG_SOURCES})
    target_link_libraries(trainingzip-${name} PRIVATE trainingzip_rules ${ARG_LIBRARIES})
    trainingzip_headers(trainingzip-${name} PRIVATE SOURCES ${ARG_SOURCES} HEADERS ${ARG_HEADERS})
    if(TRAININGZIP_SEPARATE_DEBUG_INFO)
        trainingzip_separate_debug_info(trainingzip-${name})
    endif()
endfunction()

# trainingzip_starts(TARGET PROGRAM...)
# The target starts these programs of ours, which lie beside it: they are built before it.
function(trainingzip_starts target)
    if(TARGET ${target})
        list(TRANSFORM ARGN PREPEND trainingzip- OUTPUT_VARIABLE programs)
        add_dependencies(${target} ${programs})
    endif()
endfunction()

# trainingzip_test(NAME [UNITY] SOURCES ... [HEADERS ...] [LIBRARIES ...])
# One test program for a library or service, its cases known to CTest one by one.
function(trainingzip_test name)
    if(NOT TRAININGZIP_TESTS)
        return()
    endif()
    cmake_parse_arguments(ARG "UNITY" "" "SOURCES;HEADERS;LIBRARIES" ${ARGN})
    add_executable(${name}_test ${ARG_SOURCES})
    if(ARG_UNITY)
        trainingzip_unity_build(${name}_test)
    endif()
    target_link_libraries(${name}_test PRIVATE trainingzip_rules ${ARG_LIBRARIES} GTest::gtest GTest::gmock GTest::gtest_main)
    target_compile_options(${name}_test PRIVATE ${TRAININGZIP_TEST_OPTIONS})
    trainingzip_precompiled_headers(${name}_test tests)
    trainingzip_headers(${name}_test PRIVATE SOURCES ${ARG_SOURCES} HEADERS ${ARG_HEADERS})
    target_compile_definitions(${name}_test PRIVATE TRAININGZIP_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    gtest_discover_tests(${name}_test DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 120)
endfunction()

# trainingzip_fuzz(NAME SOURCES ... [LIBRARIES ...])
# A libFuzzer target fuzz_NAME. With the tests it is built against fuzz/replay.cpp instead, which runs
# the seeds in the folder fuzz/NAME beside it, so that no target rots.
function(trainingzip_fuzz name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
    set(seeds "${CMAKE_CURRENT_SOURCE_DIR}/fuzz/${name}")
    if(TRAININGZIP_FUZZ)
        add_executable(fuzz_${name} ${ARG_SOURCES})
        target_link_libraries(fuzz_${name} PRIVATE trainingzip_rules ${ARG_LIBRARIES})
        target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    elseif(TRAININGZIP_TESTS)
        add_executable(fuzz_${name} ${ARG_SOURCES} "${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cpp")
        target_link_libraries(fuzz_${name} PRIVATE trainingzip_rules ${ARG_LIBRARIES})
        add_test(NAME fuzz_${name}.seeds COMMAND fuzz_${name} "${seeds}")
    endif()
endfunction()
