#include "web/rate_window.h"

#include <algorithm>

namespace trainingzip::web {

namespace {

constexpr int marks_in_a_window = 32;

}  // namespace

RateWindow::RateWindow(const MinimumRate& minimum)
    : window_(minimum.window),
      needed_(std::max<std::uint64_t>(
          1, minimum.bytes_per_second * static_cast<std::uint64_t>(minimum.window.count()) / 1000)) {}

void RateWindow::add(Duration waited, std::uint64_t bytes) {
    now_ += waited;
    if (bytes == 0) return;
    total_ += bytes;
    if (!marks_.empty() && now_ - marks_.back().first < window_ / marks_in_a_window) {
        marks_.back().last = now_;
        marks_.back().total = total_;
    } else {
        marks_.push_back({now_, now_, total_});
    }
    while (total_ >= needed_ && marks_.front().total <= total_ - needed_) marks_.pop_front();
}

RateWindow::Duration RateWindow::remaining_time() const {
    const Duration since = total_ < needed_ ? Duration::zero() : marks_.front().last;
    return since + window_ - now_;
}

}  // namespace trainingzip::web
