# Headers of other libraries that most sources include are precompiled: without that, parsing them is a third of the build.
# None of our own is among them, so the layers stay enforced. A source still includes everything it uses: clang-tidy
# checks it without precompiled headers.

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(default ON)
else()
    set(default OFF)
endif()
option(TRAININGZIP_PRECOMPILED_HEADERS "Compile the headers of other libraries once" ${default})

set(TRAININGZIP_COMMON_HEADERS
    <algorithm> <array> <chrono> <condition_variable> <filesystem> <fstream> <functional> <map> <memory> <mutex>
    <optional> <span> <sstream> <stop_token> <string> <thread> <unordered_map> <variant> <vector>
    <boost/json.hpp> <fmt/format.h> <soci/soci.h>)

# gcc accepts a precompiled header only with the same macros and kind of code: one is for libraries, one for test
# programs, which are position-independent in another way and not optimised.
if(TRAININGZIP_PRECOMPILED_HEADERS)
    set(source "${CMAKE_BINARY_DIR}/precompiled_headers.cpp")
    file(CONFIGURE OUTPUT "${source}" CONTENT "int main() {}\n")
    add_library(trainingzip_headers_for_libraries OBJECT EXCLUDE_FROM_ALL "${source}")
    target_precompile_headers(trainingzip_headers_for_libraries PRIVATE ${TRAININGZIP_COMMON_HEADERS})
    set(holders trainingzip_headers_for_libraries)
    if(TRAININGZIP_TESTS)
        add_executable(trainingzip_headers_for_tests EXCLUDE_FROM_ALL "${source}")
        target_compile_options(trainingzip_headers_for_tests PRIVATE ${TRAININGZIP_TEST_OPTIONS})
        target_precompile_headers(trainingzip_headers_for_tests PRIVATE ${TRAININGZIP_COMMON_HEADERS} <gtest/gtest.h>)
        target_link_libraries(trainingzip_headers_for_tests PRIVATE GTest::gtest)
        list(APPEND holders trainingzip_headers_for_tests)
    endif()
    set(definitions "")
    foreach(library Boost::json fmt::fmt trainingzip_ffmpeg)
        list(APPEND definitions "$<TARGET_PROPERTY:${library},INTERFACE_COMPILE_DEFINITIONS>")
    endforeach()
    target_compile_definitions(trainingzip_rules INTERFACE ${definitions})
    # Some libraries ask for it, which defines a macro.
    target_compile_options(trainingzip_rules INTERFACE -pthread)
    foreach(holder IN LISTS holders)
        target_link_libraries(${holder} PRIVATE trainingzip_rules Boost::json fmt::fmt trainingzip_soci)
    endforeach()
endif()

# trainingzip_precompiled_headers(TARGET KIND): KIND is libraries or tests.
function(trainingzip_precompiled_headers target kind)
    if(TRAININGZIP_PRECOMPILED_HEADERS)
        target_precompile_headers(${target} REUSE_FROM trainingzip_headers_for_${kind})
    endif()
endfunction()
