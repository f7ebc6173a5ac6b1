/// Plays simulated trainees to the scorer and prints what it gives them: one line a figure and clip,
/// separated by tabs: set, clip, kind of error, amount, score, lowest and highest of the band.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "score/other_scores.h"
#include "score/performers.h"
#include "score/recorded_trainer.h"

namespace trainingzip::score {
namespace {

using namespace test;

struct Clip {
    Movement movement;
    Track trainer;
    bool is_squat = false;
    bool is_held_out = false;
    bool is_still = false;
};

Track recorded(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(stream), {}};
    RecordedTrainer trainer;
    if (const char* reason = read_trainer(bytes, trainer)) {
        throw std::runtime_error(file.string() + ": " + reason);
    }
    return trainer.frames;
}

Clip clip(Movement movement, bool is_held_out, bool is_squat = false) {
    // The trainer's joints tremble as those of a network do.
    Track trainer = performed(movement, {.noise_pixels = 1}, 99, Movement::rate);
    return {std::move(movement), std::move(trainer), is_squat, is_held_out};
}

/// The thresholds were chosen on those that are not held out.
std::vector<Clip> clips(const std::filesystem::path& folder) {
    std::vector<Clip> all{clip(squatting(), false, true),
                          clip(jumping_jacks(), false),
                          clip(choreography(1, 1.1), false),
                          clip(choreography(2, 0.7), false),
                          clip(choreography(3, 0.9, false), false),
                          clip(punching(), true),
                          clip(side_lunges(), true),
                          clip(choreography(11, 1.0), true),
                          clip(choreography(12, 0.65), true),
                          clip(choreography(13, 0.8, false), true)};
    if (folder.empty()) return all;
    const auto squats = recorded(folder / "pose_squats.256x192.poses");
    all.push_back(clip(lifted(squats, "squats, recorded"), true, true));
    all.push_back(
        clip(lifted(recorded(folder / "KeithNotationPhrase.track0.256x192.poses"), "dance, recorded"), true));
    for (const char* name : {"Side_Leg_Raises", "Front_Leg_Raises", "Split_Squats"}) {
        const auto ends = recorded(folder / "stills" / (std::string(name) + ".poses"));
        Movement two = lifted({ends[2], ends[ends.size() - 3]}, name);
        all.push_back(clip(repeated(two, 3, 18), true));
        all.back().is_still = true;
    }
    return all;
}

struct Band {
    double low;
    double high;
};

class Report {
  public:
    void add(const Clip& clip, const std::string& kind, double amount, double score,
             std::optional<Band> band = {}) {
        std::printf("%s\t%s\t%s\t%g\t%.1f\t%g\t%g\n", clip.is_held_out ? "held out" : "fitted",
                    clip.movement.name.c_str(), kind.c_str(), amount, score, band ? band->low : 0,
                    band ? band->high : 100);
    }
};

double score(const Clip& clip, const Performance& performance, std::uint32_t seed = 1) {
    return score_of(clip.trainer, performed(clip.movement, performance, seed));
}

double mean_score(const Clip& clip, const Performance& performance, int seeds) {
    double sum = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        sum += score(clip, performance, static_cast<std::uint32_t>(seed));
    }
    return sum / seeds;
}

void report_errors(const Clip& clip, Report& report) {
    constexpr double noise = 1;
    report.add(clip, "nothing wrong", 0, score(clip, {.noise_pixels = noise}), Band{95, 100});
    const std::array<std::pair<double, std::optional<Band>>, 12> uniform{{{5, Band{93, 100}},
                                                                          {10, Band{87, 99}},
                                                                          {15, Band{79, 91}},
                                                                          {20, Band{68, 80}},
                                                                          {25, Band{56, 68}},
                                                                          {30, Band{44, 56}},
                                                                          {35, {}},
                                                                          {40, {}},
                                                                          {45, Band{14, 26}},
                                                                          {60, {}},
                                                                          {75, {}},
                                                                          {90, {}}}};
    for (const auto& [degrees, band] : uniform) {
        report.add(clip, "all limbs turned", degrees,
                   mean_score(clip, {.uniform_degrees = degrees, .noise_pixels = noise}, 4), band);
    }
    for (int step = 0; step <= 10; ++step) {
        const double amplitude = step / 10.0;
        report.add(
            clip, "amplitude", amplitude,
            score(clip, {.amplitude_low = amplitude, .amplitude_high = amplitude, .noise_pixels = noise}));
    }
    if (clip.is_squat) {
        const std::array<std::pair<double, Band>, 5> depths{
            {{1, {92, 100}}, {0.75, {80, 96}}, {0.5, {54, 70}}, {0.25, {22, 38}}, {0, {0, 5}}}};
        for (const auto& [depth, band] : depths) {
            const auto trainee = noisy(shallower(performed(clip.movement, {}), depth), noise);
            report.add(clip, "squat depth", depth, score_of(clip.trainer, trainee), band);
        }
        report.add(clip, "arms alone", 0, score(clip, {.noise_pixels = noise, .legs = 0}), Band{0, 35});
        report.add(clip, "without arms", 0, score(clip, {.noise_pixels = noise, .arms = 0}), Band{60, 80});
    }
    for (const double speed : {0.5, 0.6, 0.7, 0.8, 0.9}) {
        report.add(clip, "speed", speed, score(clip, {.noise_pixels = noise, .speed = speed}),
                   speed == 0.5 ? std::optional(Band{25, 45}) : std::nullopt);
    }
    for (int tenth = -5; tenth <= 12; ++tenth) {
        const double late = tenth / 10.0;
        const auto outcome =
            play(clip.trainer, performed(clip.movement, {.late_seconds = late, .noise_pixels = noise}));
        const bool is_free = std::abs(late) <= 0.3;
        report.add(clip, "late", late, outcome.summary.score.value_or(-1),
                   is_free ? std::optional(Band{92, 100}) : std::nullopt);
        if (late >= -0.3 && late <= 0.6) {
            const double found = outcome.summary.lag_seconds.value_or(9);
            report.add(clip, "lateness found, off by frames", late, std::abs(found - late) * 30,
                       Band{0, 1.2});
        }
    }
    const double straight = score(clip, {.noise_pixels = noise});
    for (const double yaw : {-60.0, -45.0, -30.0, -15.0, 15.0, 30.0, 45.0, 60.0}) {
        const double lost = straight - score(clip, {.noise_pixels = noise, .camera = {yaw, 0}});
        const double allowed = std::abs(yaw) <= 30 ? 10 : std::abs(yaw) <= 45 ? 25 : 100;
        report.add(clip, "lost by yaw", yaw, lost, Band{-5, allowed});
    }
    for (const double pitch : {-40.0, -20.0, 20.0, 40.0}) {
        const double lost = straight - score(clip, {.noise_pixels = noise, .camera = {0, pitch}});
        report.add(clip, "lost by pitch", pitch, lost, Band{-5, 15});
    }
    for (const double share : {0.1, 0.25, 0.5, 0.75}) {
        report.add(clip, "missed beats", share,
                   mean_score(clip, {.missed_beats = share, .noise_pixels = noise}, 3));
    }
}

/// A trainee who lacks some joints, in percent of nothing.
Track without(Track track, std::initializer_list<Joint> joints) {
    for (auto& timed : track) {
        for (const Joint joint : joints) timed.pose[joint] = {};
    }
    return track;
}

void report_cover(const Clip& clip, Report& report) {
    const auto trainee = performed(clip.movement, {.noise_pixels = 1});
    if (clip.movement.has_legs) {
        report.add(clip, "legs not seen", 0,
                   score_of(clip.trainer, without(trainee, {left_knee, right_knee, left_ankle, right_ankle})),
                   clip.is_squat ? std::optional(Band{0, 60}) : std::nullopt);
    }
    report.add(clip, "one forearm not seen", 0, score_of(clip.trainer, without(trainee, {left_wrist})));
}

void report_nulls(const Clip& clip, const std::vector<Clip>& all, Report& report) {
    const Band band{-1, 5};
    auto still = performed(clip.movement, {.amplitude_low = 0, .amplitude_high = 0, .noise_pixels = 2});
    report.add(clip, "stands still", 0, score_of(clip.trainer, still), band);
    for (auto& timed : still) timed.pose = {};
    report.add(clip, "nobody", 0, score_of(clip.trainer, still), band);
    for (const double share : {0.2, 0.5, 0.8}) {
        const auto held = clip.movement.at(share * clip.movement.seconds());
        Movement holding{"", {}, clip.movement.lengths, clip.movement.has_legs};
        holding.stances.assign(clip.movement.stances.size(), held);
        report.add(clip, "holds a moment", share,
                   score_of(clip.trainer, performed(holding, {.noise_pixels = 1.5})), band);
    }
    const auto trainee = performed(clip.movement, {.noise_pixels = 1});
    auto shuffled = trainee;
    std::vector<Pose> poses;
    for (const auto& timed : trainee) poses.push_back(timed.pose);
    std::shuffle(poses.begin(), poses.end(), std::mt19937(5));
    for (std::size_t i = 0; i < poses.size(); ++i) shuffled[i].pose = poses[i];
    report.add(clip, "shuffled", 0, score_of(clip.trainer, shuffled), band);
    for (const auto& other : all) {
        // Two that are repeated at the same pace are the same for the limbs that both move.
        if (&other == &clip || (other.is_squat && clip.is_squat) || (other.is_still && clip.is_still))
            continue;
        auto mover = performed(other.movement, {.noise_pixels = 1});
        if (!clip.movement.has_legs) {
            mover = without(mover, {left_knee, right_knee, left_ankle, right_ankle});
        }
        report.add(clip, "another movement", 0, score_of(clip.trainer, mover), band);
    }
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
        const auto mover =
            choreography(1000 + seed, 0.5 + 0.1 * seed, clip.movement.has_legs, clip.movement.seconds());
        report.add(clip, "random mover", seed, score_of(clip.trainer, performed(mover, {.noise_pixels = 1})),
                   band);
    }
}

/// Kendall's tau-b of two orders.
double kendall(const std::vector<double>& a, const std::vector<double>& b) {
    double agreement = 0;
    double pairs_a = 0;
    double pairs_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double x = a[i] < a[j] ? -1 : a[i] > a[j] ? 1 : 0;
            const double y = b[i] < b[j] ? -1 : b[i] > b[j] ? 1 : 0;
            agreement += x * y;
            pairs_a += x * x;
            pairs_b += y * y;
        }
    }
    return pairs_a > 0 && pairs_b > 0 ? agreement / std::sqrt(pairs_a * pairs_b) : 0;
}

struct Drawn {
    std::vector<double> quality;
    std::vector<double> ours;
    std::vector<double> mean_cosine;
    std::vector<double> chord;
    std::vector<double> warping;
};

void report_classes(const Clip& clip, Report& report) {
    const std::array<Band, 4> bands{{{92, 100}, {75, 90}, {40, 60}, {15, 35}}};
    constexpr int seeds = 12;
    for (int performer = 0; performer < 4; ++performer) {
        std::vector<double> scores;
        for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
            const auto trainee =
                performed(clip.movement,
                          drawn_performance(static_cast<Class>(performer), 100 * performer + seed), seed);
            scores.push_back(score_of(clip.trainer, trainee));
        }
        const double mean = std::accumulate(scores.begin(), scores.end(), 0.0) / seeds;
        double squares = 0;
        for (const double one : scores) squares += (one - mean) * (one - mean);
        report.add(clip, std::string("class ") + class_names[performer], performer, mean, bands[performer]);
        report.add(clip, std::string("spread of ") + class_names[performer], performer,
                   std::sqrt(squares / seeds));
    }
}

/// Order agreement between imposed quality and score.
void report_order(const Clip& clip, Report& report, Drawn& all) {
    Drawn here;
    constexpr int performances = 40;
    for (int i = 0; i < performances; ++i) {
        const double quality = (i + 0.5) / performances;
        const auto seed = static_cast<std::uint32_t>(i + 1);
        const auto trainee = performed(clip.movement, performance_of_quality(quality, seed), seed);
        here.quality.push_back(quality);
        here.ours.push_back(score_of(clip.trainer, trainee));
        here.mean_cosine.push_back(benchmark::mean_cosine(clip.trainer, trainee));
        here.chord.push_back(benchmark::chord(clip.trainer, trainee));
        here.warping.push_back(benchmark::time_warping(clip.trainer, trainee));
    }
    report.add(clip, "order, ours (tau)", 0, 100 * kendall(here.quality, here.ours));
    report.add(clip, "order, mean cosine of 2020 (tau)", 0, 100 * kendall(here.quality, here.mean_cosine));
    report.add(clip, "order, chord (tau)", 0, 100 * kendall(here.quality, here.chord));
    report.add(clip, "order, time warping (tau)", 0, 100 * kendall(here.quality, here.warping));
    auto append = [](std::vector<double>& to, const std::vector<double>& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    append(all.quality, here.quality);
    append(all.ours, here.ours);
    append(all.mean_cosine, here.mean_cosine);
    append(all.chord, here.chord);
    append(all.warping, here.warping);
}

void report_repeats(const Clip& clip, Report& report) {
    Performance performance = drawn_performance(Class::good, 3);
    std::vector<double> scores;
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        auto again = performed(clip.movement, performance, 3);
        scores.push_back(score_of(clip.trainer, noisy(again, 2, seed)));
    }
    const double mean = std::accumulate(scores.begin(), scores.end(), 0.0) / 8;
    double squares = 0;
    for (const double one : scores) squares += (one - mean) * (one - mean);
    report.add(clip, "spread of the same performance", 0, std::sqrt(squares / 8), Band{0, 2});
    const auto outcome = play(clip.trainer, performed(clip.movement, {.noise_pixels = 1}));
    double first = 99;
    for (const auto& reading : outcome.readings) {
        if (reading.score) {
            first = reading.time;
            break;
        }
    }
    report.add(clip, "first reading, seconds", 0, first);
}

void report_models(const std::filesystem::path& folder, Report& report) {
    for (const char* name : {"pose_squats", "KeithNotationPhrase.track0"}) {
        const auto large = recorded(folder / (std::string(name) + ".256x192.poses"));
        const auto small = recorded(folder / (std::string(name) + ".128x96.poses"));
        Clip as{lifted(large, name), large, false, true};
        const auto itself = score_of(large, large);
        const auto other = score_of(large, small);
        report.add(as, "large network against itself", 0, itself, Band{95, 100});
        report.add(as, "lost by the small network", 0, itself - other, Band{-4, 4});
    }
}

void measure(const std::filesystem::path& folder, const std::string& only) {
    Report report;
    Drawn drawn;
    auto all = clips(folder);
    for (const auto& one : all) {
        if (!only.empty() && one.movement.name.find(only) == std::string::npos) continue;
        report_errors(one, report);
        report_cover(one, report);
        report_nulls(one, all, report);
        report_classes(one, report);
        report_order(one, report, drawn);
        report_repeats(one, report);
    }
    Clip every{{"all clips", {}, {}}, {}, false, false};
    report.add(every, "performances", 0, static_cast<double>(drawn.ours.size()));
    report.add(every, "order, ours (tau)", 0, 100 * kendall(drawn.quality, drawn.ours), Band{85, 100});
    report.add(every, "order, mean cosine of 2020 (tau)", 0, 100 * kendall(drawn.quality, drawn.mean_cosine));
    report.add(every, "order, chord (tau)", 0, 100 * kendall(drawn.quality, drawn.chord));
    report.add(every, "order, time warping (tau)", 0, 100 * kendall(drawn.quality, drawn.warping));
    if (!folder.empty()) report_models(folder, report);

    const auto begin = std::chrono::steady_clock::now();
    std::size_t frames = 0;
    for (const auto& one : all) frames += play(one.trainer, one.trainer).readings.size();
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
    report.add(every, "microseconds a frame, native", 0, 1000 * spent.count() / static_cast<double>(frames));
}

}  // namespace
}  // namespace trainingzip::score

int main(int argument_count, char** arguments) {
    try {
        trainingzip::score::measure(argument_count > 1 ? arguments[1] : "",
                                    argument_count > 2 ? arguments[2] : "");
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
