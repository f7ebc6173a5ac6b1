// The process that opens pictures that strangers send: trainingzip-picture, started by the API server.
// See picture_exchange.h; writes one JSON object as a line to standard output, "done" or "failed".

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/catalogue/pictures/picture_codec.h"
#include "api/catalogue/pictures/picture_exchange.h"
#include "base/child_process.h"
#include "base/error.h"
#include "base/sandbox.h"
#include "base/sandbox_trial.h"
#include "base/shared_memory.h"
#include "base/version.h"
#include "jobs/progress_output.h"

namespace {

using namespace trainingzip;
using namespace trainingzip::api;

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

void work(const SharedMemory& memory, std::size_t source_bytes) {
    const StoredSizes sizes = to_stored_sizes(memory.bytes().first(source_bytes));
    auto room = memory.bytes().subspan(result_offset);
    const auto put = [&](const std::string& jpeg) {
        if (jpeg.size() > room.size()) throw Failure(ErrorCode::image_unreadable, "no room for the result");
        std::copy(jpeg.begin(), jpeg.end(), room.begin());
        room = room.subspan(jpeg.size());
        return jpeg.size();
    };
    const std::size_t large = put(sizes.large);
    const std::size_t medium = put(sizes.medium.value_or(""));
    const std::size_t small = put(sizes.small.value_or(""));
    jobs::write_message({{"type", "done"}, {"large", large}, {"medium", medium}, {"small", small}});
}

}  // namespace

int main(int argument_count, char** arguments) {
    const std::string_view word = argument_count == 2 ? arguments[1] : "";
    if (word == "--version") return std::puts(version_line("trainingzip-picture").c_str()) < 0;
    if (word == sandbox_trial) return try_sandbox();
    const std::span words(arguments, static_cast<std::size_t>(argument_count));
    const auto source_bytes = words.size() == 4 ? number(words[1]) : std::nullopt;
    const auto processor_seconds = words.size() == 4 ? number(words[2]) : std::nullopt;
    const auto memory_bytes = words.size() == 4 ? number(words[3]) : std::nullopt;
    if (!source_bytes || !processor_seconds || !memory_bytes || *source_bytes > most_picture_bytes) {
        std::fputs(
            "usage: trainingzip-picture SOURCE_BYTES PROCESSOR_SECONDS MEMORY_BYTES, started by the API "
            "server\n",
            stderr);
        return 2;
    }
    try {
        const SharedMemory memory(passed_descriptor, exchange_bytes);
        constexpr std::uint64_t no_file = 0;
        constexpr int no_niceness = 0;
        enter_sandbox({*processor_seconds, *memory_bytes, no_file, no_niceness}, {}, {});
        work(memory, *source_bytes);
        return 0;
    } catch (const std::bad_alloc&) {
        jobs::write_failure(ErrorCode::image_unreadable, "out of memory");
    } catch (const std::exception& error) {
        jobs::write_failure(error);
    }
    return 1;
}
