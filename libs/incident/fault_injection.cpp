#include "incident/fault_injection.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <list>
#include <memory>
#include <stdexcept>

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

[[gnu::noinline]] void terminate_on_purpose() noexcept {
    throw_on_purpose();
}

[[gnu::noinline]] int overflow_on_purpose(int depth) {
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
};

}  // namespace

void commit_fault(std::string_view name) {
    for (const Kind& kind : kinds)
        if (kind.name == name) kind.commit();
}

bool is_fault(std::string_view name) {
    return std::any_of(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.name == name; });
}

}  // namespace trainingzip::incident
