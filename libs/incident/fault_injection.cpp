#include "incident/fault_injection.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <list>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

namespace trainingzip::incident {

namespace {

[[gnu::noinline]] void throw_on_purpose() {
    throw std::logic_error("a fault made on purpose");
}

[[gnu::noinline]] void crash_on_purpose() {
    // Not a null pointer: the undefined behaviour sanitizer would stop at that before the processor does.
    auto* const nowhere = reinterpret_cast<volatile int*>(4096);
    *nowhere = 1;
}

// NOLINTNEXTLINE(bugprone-exception-escape): that is the fault
[[gnu::noinline]] void terminate_on_purpose() noexcept {
    throw_on_purpose();
}

// The sanitizer would report stale shadow memory of an earlier stack at this address.
[[gnu::noinline, gnu::no_sanitize_address]] int overflow_on_purpose(int depth) {
    volatile char room[4096];
    room[0] = static_cast<char>(depth);
    if (depth < 0) return 0;
    const int deeper = overflow_on_purpose(depth + 1);
    return deeper + room[0];
}

[[gnu::noinline]] void exhaust_memory_on_purpose() {
    rlimit before{};
    ::getrlimit(RLIMIT_AS, &before);
    const rlimit tight{std::min<rlim_t>(before.rlim_max, 4096), before.rlim_max};
    const std::shared_ptr<void> restore(nullptr, [&](void*) { ::setrlimit(RLIMIT_AS, &before); });
    ::setrlimit(RLIMIT_AS, &tight);
    constexpr std::size_t piece = 1 << 20;
    std::list<std::unique_ptr<char[]>> taken;
    for (;;) taken.push_back(std::make_unique<char[]>(piece));
}

constexpr std::size_t places = 16;

template <std::size_t Place>
[[gnu::noinline]] void throw_somewhere() {
    throw std::logic_error("a fault made on purpose at place " + std::to_string(Place));
}

template <std::size_t... Place>
constexpr std::array<void (*)(), places> throwers(std::index_sequence<Place...>) {
    return {throw_somewhere<Place>...};
}

/// nullptr unless the name is "throw-" and the number of a place.
void (*thrower(std::string_view name))() {
    static constexpr auto all = throwers(std::make_index_sequence<places>());
    constexpr std::string_view prefix = "throw-";
    if (!name.starts_with(prefix)) return nullptr;
    std::size_t place = places;
    std::from_chars(name.data() + prefix.size(), name.data() + name.size(), place);
    return place < places ? all[place] : nullptr;
}

struct Kind {
    std::string_view name;
    void (*commit)();
};

constexpr std::array kinds = {
    Kind{"throw", throw_on_purpose},
    Kind{"crash", crash_on_purpose},
    Kind{"abort", [] { std::abort(); }},
    Kind{"terminate", [] { terminate_on_purpose(); }},
    Kind{"overflow", [] { static_cast<void>(overflow_on_purpose(0)); }},
    Kind{"memory", exhaust_memory_on_purpose},
    // Longer than a crash beside it takes on a busy machine.
    Kind{"stall", [] { std::this_thread::sleep_for(std::chrono::seconds(20)); }},
};

}  // namespace

void commit_fault(std::string_view name) {
    for (const Kind& kind : kinds)
        if (kind.name == name) kind.commit();
    if (const auto commit = thrower(name)) commit();
}

bool is_fault(std::string_view name) {
    return thrower(name) != nullptr ||
           std::any_of(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.name == name; });
}

std::string next_job_fault(const std::string& setting) {
    if (!setting.starts_with('/')) return setting;
    static std::mutex one_job_at_a_time;
    const std::lock_guard lock(one_job_at_a_time);
    std::ifstream file(setting);
    std::string first;
    std::getline(file, first);
    if (first.empty()) return first;
    const std::string others{std::istreambuf_iterator<char>(file), {}};
    std::ofstream(setting) << others;
    return first;
}

}  // namespace trainingzip::incident
