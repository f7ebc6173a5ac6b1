#include "api/catalogue/pictures/picture_sandbox.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

#include "api/catalogue/pictures/picture_exchange.h"
#include "base/child_process.h"
#include "base/error.h"
#include "base/shared_memory.h"
#include "jobs/progress_message.h"

namespace trainingzip::api {
namespace {

constexpr std::chrono::seconds longest_turn(5);
constexpr std::chrono::seconds longest_work(30);

[[noreturn]] void refuse(const std::string& why) {
    throw Failure(ErrorCode::image_unreadable, "picture process: " + why);
}

/// Releases the slot at the end of the scope.
class Turn {
  public:
    explicit Turn(std::counting_semaphore<2>& turns) : turns_(turns) {}
    ~Turn() { turns_.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    std::counting_semaphore<2>& turns_;
};

/// Cuts one JPEG after another off the result.
class Results {
  public:
    explicit Results(std::span<const std::uint8_t> room) : rest_(room) {}

    std::string next(std::int64_t bytes) {
        if (bytes < 0 || static_cast<std::size_t>(bytes) > rest_.size()) refuse("a result without room");
        const auto part = rest_.first(static_cast<std::size_t>(bytes));
        rest_ = rest_.subspan(part.size());
        return {part.begin(), part.end()};
    }

    std::optional<std::string> next_if_any(std::int64_t bytes) {
        if (bytes == 0) return std::nullopt;
        return next(bytes);
    }

  private:
    std::span<const std::uint8_t> rest_;
};

/// Whatever the program reports, the client can only send another picture.
StoredSizes sizes_of(const std::string& text, const SharedMemory& memory) try {
    const jobs::ProgressMessage line(text);
    if (line.type() == "failed") line.throw_failure();
    if (line.type() != "done") refuse("says " + std::string(line.type()));
    Results results(memory.bytes().subspan(result_offset));
    StoredSizes sizes;
    sizes.large = results.next(line.integer("large"));
    sizes.medium = results.next_if_any(line.integer("medium"));
    sizes.small = results.next_if_any(line.integer("small"));
    if (sizes.large.empty()) refuse("no picture");
    return sizes;
} catch (const Failure& failure) {
    throw Failure(ErrorCode::image_unreadable, failure.what());
}

}  // namespace

StoredSizes PictureSandbox::to_stored_sizes(std::span<const std::uint8_t> bytes) {
    if (bytes.size() > most_picture_bytes) throw Failure(ErrorCode::image_unreadable, "too many bytes");
    if (!turns_.try_acquire_for(longest_turn)) {
        throw Failure(ErrorCode::unavailable, "too many pictures at once").with_retry_after(5);
    }
    const Turn turn(turns_);
    const SharedMemory memory(exchange_bytes);
    std::copy(bytes.begin(), bytes.end(), memory.bytes().begin());
    ChildProcess child({{program_.path.string(), std::to_string(bytes.size()),
                         std::to_string(program_.processor_seconds), std::to_string(program_.memory_bytes)},
                        memory.descriptor(),
                        false});
    const auto deadline = std::chrono::steady_clock::now() + longest_work;
    std::string line;
    switch (child.read_line(line, deadline, {})) {
        case ChildProcess::Event::line:
            return sizes_of(line, memory);
        case ChildProcess::Event::ended:
            refuse(describe(child.wait(deadline, {})));
        default:
            refuse("too slow");
    }
}

}  // namespace trainingzip::api
