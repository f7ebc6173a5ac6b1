#include "api/operations/incidents/page_error_limit.h"

#include "base/error.h"
#include "web/client_network.h"

namespace trainingzip::api {

void PageErrorLimit::take(std::string_view address, TimePoint now) {
    constexpr std::chrono::seconds minute{60};
    const std::lock_guard lock(mutex_);
    if (now - minute_began_ >= minute) {
        minute_began_ = now;
        taken_ = 0;
        taken_of_network_.clear();
    }
    const std::string network = web::client_network(address);
    const auto found = taken_of_network_.find(network);
    const int of_this = found == taken_of_network_.end() ? 0 : found->second;
    if (taken_ >= of_all || of_this >= of_one_address) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(minute_began_ + minute - now);
        throw Failure(ErrorCode::too_many_attempts, "errors of pages")
            .with_retry_after(static_cast<int>(left.count()));
    }
    ++taken_;
    taken_of_network_[network] = of_this + 1;
}

bool PageErrorLimit::is_known_kind(const std::string& fingerprint, TimePoint now) {
    constexpr std::chrono::minutes window{10};
    const std::lock_guard lock(mutex_);
    if (now - kinds_began_ >= window) {
        kinds_began_ = now;
        kinds_.clear();
    }
    if (kinds_.size() < of_all_kinds) kinds_.insert(fingerprint);
    return kinds_.count(fingerprint) > 0;
}

}  // namespace trainingzip::api
