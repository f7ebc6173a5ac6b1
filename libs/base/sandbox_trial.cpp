#include "base/sandbox_trial.h"

#include <cstdio>
#include <exception>

#include "base/sandbox.h"

namespace trainingzip {

int try_sandbox() {
    constexpr SandboxLimits limits{60, 4ULL << 30, 0, 0};
    try {
        std::puts((enter_sandbox(limits, {}, {}) ? files_limited : files_not_limited).data());
        return 0;
    } catch (const std::exception& error) {
        std::puts(error.what());
        return 1;
    }
}

}  // namespace trainingzip
