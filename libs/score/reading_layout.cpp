#include "score/reading_layout.h"

#include <span>

namespace trainingzip::score {
namespace {

double number(std::optional<double> value) {
    return value.value_or(-1);
}

void write_limbs(const std::array<LimbReading, limb_count>& limbs, std::span<double> numbers) {
    std::size_t next = 0;
    for (const auto& limb : limbs) {
        numbers[next++] = number(limb.score);
        numbers[next++] = static_cast<double>(limb.grade);
    }
}

}  // namespace

ReadingNumbers numbers_of(const Reading& reading) {
    ReadingNumbers numbers{reading.time,
                           number(reading.score),
                           static_cast<double>(reading.grade),
                           number(reading.terms.posture),
                           number(reading.terms.timing),
                           number(reading.terms.vigour),
                           number(reading.terms.stillness),
                           number(reading.terms.speed),
                           number(reading.lag_seconds),
                           reading.coverage,
                           static_cast<double>(reading.advice),
                           reading.worst_limb ? static_cast<double>(*reading.worst_limb) : -1,
                           static_cast<double>(reading.repetitions),
                           number(reading.last_depth)};
    write_limbs(reading.limbs, std::span(numbers).subspan<14>());
    return numbers;
}

SummaryNumbers numbers_of(const Summary& summary) {
    SummaryNumbers numbers{number(summary.score),
                           number(summary.terms.posture),
                           number(summary.terms.timing),
                           number(summary.terms.vigour),
                           number(summary.terms.stillness),
                           number(summary.terms.speed),
                           number(summary.lag_seconds),
                           summary.compared_seconds,
                           summary.coverage,
                           static_cast<double>(summary.repetitions),
                           static_cast<double>(summary.asked_repetitions),
                           number(summary.depth),
                           number(summary.period_seconds)};
    write_limbs(summary.limbs, std::span(numbers).subspan<13>());
    return numbers;
}

}  // namespace trainingzip::score
