#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <vector>

namespace {

[[gnu::noinline]] int throw_below(int calls) {
    if (calls == 0) throw std::runtime_error("measured");
    const int result = throw_below(calls - 1);
    asm volatile("");
    return result + 1;
}

double nanoseconds_of_a_throw(int calls) {
    constexpr int throws = 20'000;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < throws; ++i) {
        try {
            throw_below(calls);
        } catch (const std::runtime_error&) {
            continue;
        }
    }
    const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - begin;
    return time.count() / throws;
}

}  // namespace

// Prints what a throw and its catch cost, under a number of calls. Built twice: alone, and with the library
// that records where each exception was thrown.
int main() {
    for (const int calls : {1, 10, 30}) {
        std::vector<double> rounds;
        for (int i = 0; i < 7; ++i) rounds.push_back(nanoseconds_of_a_throw(calls));
        std::sort(rounds.begin(), rounds.end());
        std::printf("throw below %2d calls: %7.0f ns (median of 7 rounds, best %.0f, worst %.0f)\n", calls,
                    rounds[3], rounds.front(), rounds.back());
    }
    return 0;
}
