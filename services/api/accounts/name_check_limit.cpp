#include "api/accounts/name_check_limit.h"

#include "base/error.h"
#include "web/client_network.h"

namespace trainingzip::api {
namespace {

// A bound on memory when somebody has very many networks; they all begin anew then.
constexpr std::size_t most_networks = 20'000;

}  // namespace

void NameCheckLimit::take(std::string_view address, TimePoint now) {
    constexpr std::chrono::seconds minute{60};
    const std::lock_guard lock(mutex_);
    if (now - minute_began_ >= minute || taken_.size() >= most_networks) {
        minute_began_ = now;
        taken_.clear();
    }
    int& taken = taken_[web::client_network(address)];
    if (taken >= per_minute_) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(minute_began_ + minute - now);
        throw Failure(ErrorCode::too_many_attempts, "names asked for")
            .with_retry_after(static_cast<int>(left.count()));
    }
    ++taken;
}

}  // namespace trainingzip::api
