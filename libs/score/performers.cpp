#include "score/performers.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <utility>

namespace trainingzip::score::test {
namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr BoneLengths usual_lengths{50, 100, 72, 45, 58, 58, 52, 52, 82, 82, 80, 80};
constexpr double hand_over_seconds = 0.12;

Vector operator*(double factor, const Vector& v) {
    return {factor * v.x, factor * v.y, factor * v.z};
}

Vector operator+(const Vector& a, const Vector& b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}

Vector unit(const Vector& v) {
    const double length = std::sqrt(v.x * v.x + v.y * v.y + v.z * v.z);
    return length > 1e-9 ? 1 / length * v : Vector{0, 1, 0};
}

/// degrees in the picture: 0 right, 90 down; towards: degrees towards the camera.
Vector pointing(double degrees, double towards = 0) {
    const double flat = std::cos(towards * radians);
    return {flat * std::cos(degrees * radians), flat * std::sin(degrees * radians),
            -std::sin(towards * radians)};
}

Vector turned_in_picture(const Vector& v, double degrees) {
    const double c = std::cos(degrees * radians);
    const double s = std::sin(degrees * radians);
    return {c * v.x - s * v.y, s * v.x + c * v.y, v.z};
}

Vector turned_up(const Vector& v, double degrees) {
    const double c = std::cos(degrees * radians);
    const double s = std::sin(degrees * radians);
    return {v.x, c * v.y - s * v.z, s * v.y + c * v.z};
}

Vector turned_about(const Vector& v, double degrees) {
    const double c = std::cos(degrees * radians);
    const double s = std::sin(degrees * radians);
    return {c * v.x + s * v.z, v.y, -s * v.x + c * v.z};
}

Vector blended(const Vector& a, const Vector& b, double fraction) {
    return unit((1 - fraction) * a + fraction * b);
}

Stance blended(const Stance& a, const Stance& b, double fraction) {
    Stance result;
    for (int bone = 0; bone < bone_count; ++bone) result[bone] = blended(a[bone], b[bone], fraction);
    return result;
}

/// From 0 to 1 with no jerk.
double eased(double x) {
    x = std::clamp(x, 0.0, 1.0);
    return x * x * (3 - 2 * x);
}

/// 0 at the beginning of a period, 1 from .35 to .6 of it.
double bent(double time, double period) {
    const double phase = time / period - std::floor(time / period);
    return phase < 0.5 ? eased(phase / 0.38) : 1 - eased((phase - 0.58) / 0.36);
}

Stance standing() {
    Stance stance;
    stance[hip_line] = stance[shoulder_line] = {1, 0, 0};
    stance[spine] = stance[neck] = {0, -1, 0};
    stance[left_arm] = stance[left_lower_arm] = pointing(82);
    stance[right_arm] = stance[right_lower_arm] = pointing(98);
    stance[left_upper_leg] = pointing(87);
    stance[right_upper_leg] = pointing(93);
    stance[left_lower_leg] = stance[right_lower_leg] = pointing(90);
    return stance;
}

template <class Function>
Movement made(const char* name, double seconds, Function&& stance_at) {
    Movement movement{name, {}, usual_lengths};
    const int count = static_cast<int>(seconds * Movement::rate) + 1;
    for (int i = 0; i < count; ++i) movement.stances.push_back(stance_at(i / Movement::rate));
    return movement;
}

Stance random_stance(std::mt19937& random) {
    auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    Stance stance = standing();
    const double lean = between(-12, 12);
    stance[spine] = pointing(-90 + lean, between(0, 15));
    stance[shoulder_line] = pointing(between(-10, 10), between(-20, 20));
    const double left = between(-80, 90);
    const double right = 180 - between(-80, 90);
    stance[left_arm] = pointing(left, between(0, 50));
    stance[right_arm] = pointing(right, between(0, 50));
    stance[left_lower_arm] = pointing(left - between(0, 120), between(0, 45));
    stance[right_lower_arm] = pointing(right + between(0, 120), between(0, 45));
    const double knees = between(0, 35);
    const double step = between(0, 28);
    stance[left_upper_leg] = pointing(88 - step, knees);
    stance[left_lower_leg] = pointing(90 - step / 2, -knees);
    stance[right_upper_leg] = pointing(92 + between(0, 28), knees);
    stance[right_lower_leg] = pointing(90 + step / 2, -knees);
    return stance;
}

Bone chain_parent(int bone) {
    return bone >= left_arm && bone <= right_lower_arm ? spine : hip_line;
}

bool is_arm(int bone) {
    return chain_parent(bone) == spine;
}

Stance mean_stance(const Movement& movement) {
    Stance sum{};
    for (const auto& stance : movement.stances) {
        for (int bone = 0; bone < bone_count; ++bone) sum[bone] = sum[bone] + stance[bone];
    }
    for (auto& direction : sum) direction = unit(direction);
    return sum;
}

double upper_percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    const auto nth = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(nth), values.end());
    return values[nth];
}

struct FlatStance {
    std::array<std::pair<double, double>, bone_count> bones;
};

FlatStance flat(const Pose& pose) {
    auto from = [&](const JointPosition& a, const JointPosition& b) {
        return std::pair(b.x - a.x, b.y - a.y);
    };
    auto middle = [&](Joint a, Joint b) {
        return JointPosition{(pose[a].x + pose[b].x) / 2, (pose[a].y + pose[b].y) / 2, 1};
    };
    const auto hips = middle(left_hip, right_hip);
    const auto chest = middle(left_shoulder, right_shoulder);
    return {{from(pose[right_hip], pose[left_hip]), from(hips, chest),
             from(pose[right_shoulder], pose[left_shoulder]), from(chest, pose[nose]),
             from(pose[left_shoulder], pose[left_elbow]), from(pose[right_shoulder], pose[right_elbow]),
             from(pose[left_elbow], pose[left_wrist]), from(pose[right_elbow], pose[right_wrist]),
             from(pose[left_hip], pose[left_knee]), from(pose[right_hip], pose[right_knee]),
             from(pose[left_knee], pose[left_ankle]), from(pose[right_knee], pose[right_ankle])}};
}

/// Joints of a stance seen by a camera.
Pose seen(const Stance& stance, const BoneLengths& lengths, const Camera& camera, bool has_legs) {
    std::array<Vector, bone_count> bones;
    for (int bone = 0; bone < bone_count; ++bone) {
        bones[bone] = turned_up(turned_about(lengths[bone] * stance[bone], camera.yaw), camera.pitch);
    }
    std::array<Vector, joint_count> joints;
    const Vector hips{320, 240, 0};
    const Vector chest = hips + bones[spine];
    joints[left_hip] = hips + 0.5 * bones[hip_line];
    joints[right_hip] = hips + -0.5 * bones[hip_line];
    joints[left_shoulder] = chest + 0.5 * bones[shoulder_line];
    joints[right_shoulder] = chest + -0.5 * bones[shoulder_line];
    joints[left_elbow] = joints[left_shoulder] + bones[left_arm];
    joints[right_elbow] = joints[right_shoulder] + bones[right_arm];
    joints[left_wrist] = joints[left_elbow] + bones[left_lower_arm];
    joints[right_wrist] = joints[right_elbow] + bones[right_lower_arm];
    joints[left_knee] = joints[left_hip] + bones[left_upper_leg];
    joints[right_knee] = joints[right_hip] + bones[right_upper_leg];
    joints[left_ankle] = joints[left_knee] + bones[left_lower_leg];
    joints[right_ankle] = joints[right_knee] + bones[right_lower_leg];
    for (const int joint : {nose, left_eye, right_eye, left_ear, right_ear}) {
        joints[joint] = chest + bones[neck];
    }
    Pose pose;
    for (int joint = 0; joint < joint_count; ++joint) {
        // The camera stands six spines away.
        const double nearness = 600 / (600 + joints[joint].z);
        pose[joint] = {320 + nearness * (joints[joint].x - 320), 240 + nearness * (joints[joint].y - 240),
                       0.9};
    }
    if (!has_legs) {
        for (int joint = left_knee; joint <= right_ankle; ++joint) pose[joint] = {};
    }
    return pose;
}

}  // namespace

Stance Movement::at(double time) const {
    const double last = static_cast<double>(stances.size() - 1);
    const double position = std::clamp(time * rate, 0.0, last);
    const auto index = static_cast<std::size_t>(position);
    const auto next = std::min(index + 1, stances.size() - 1);
    return blended(stances[index], stances[next], position - static_cast<double>(index));
}

Movement squatting(double seconds) {
    return made("squats, made", seconds, [](double time) {
        const double k = time < 1 ? 0 : bent(time - 1, 3.4);
        Stance stance = standing();
        stance[spine] = pointing(-90, 28 * k);
        stance[left_upper_leg] = pointing(87 - 14 * k, 72 * k);
        stance[right_upper_leg] = pointing(93 + 14 * k, 72 * k);
        stance[left_lower_leg] = pointing(90, -22 * k);
        stance[right_lower_leg] = pointing(90, -22 * k);
        for (const int bone : {left_arm, left_lower_arm}) stance[bone] = pointing(82 - 4 * k, 80 * k);
        for (const int bone : {right_arm, right_lower_arm}) stance[bone] = pointing(98 + 4 * k, 80 * k);
        return stance;
    });
}

Movement jumping_jacks(double seconds) {
    return made("jumping jacks, made", seconds, [](double time) {
        const double k = time < 1 ? 0 : (1 - std::cos(2 * std::numbers::pi * (time - 1) / 1.4)) / 2;
        Stance stance = standing();
        stance[left_arm] = pointing(80 - 140 * k);
        stance[right_arm] = pointing(100 + 140 * k);
        stance[left_lower_arm] = pointing(82 - 155 * k, 10 * k);
        stance[right_lower_arm] = pointing(98 + 155 * k, 10 * k);
        stance[left_upper_leg] = pointing(88 - 24 * k);
        stance[right_upper_leg] = pointing(92 + 24 * k);
        stance[left_lower_leg] = pointing(90 - 24 * k);
        stance[right_lower_leg] = pointing(90 + 24 * k);
        return stance;
    });
}

Movement punching(double seconds) {
    return made("punches, made", seconds, [](double time) {
        const double left = time < 1 ? 0 : std::max(0.0, std::sin(2 * std::numbers::pi * (time - 1) / 2.0));
        const double right = time < 1 ? 0 : std::max(0.0, -std::sin(2 * std::numbers::pi * (time - 1) / 2.0));
        Stance stance = standing();
        stance[left_arm] = pointing(70 - 80 * left, 20);
        stance[right_arm] = pointing(110 + 80 * right, 20);
        stance[left_lower_arm] = pointing(-70 + 60 * left, 30);
        stance[right_lower_arm] = pointing(-110 - 60 * right, 30);
        stance[shoulder_line] = pointing(0, 25 * (left - right));
        stance[left_upper_leg] = pointing(80, 10);
        stance[right_upper_leg] = pointing(100, 10);
        return stance;
    });
}

Movement side_lunges(double seconds) {
    return made("side lunges, made", seconds, [](double time) {
        const double begun = std::max(0.0, time - 1);
        const double k = time < 1 ? 0 : bent(begun, 2.6);
        const bool to_the_left = std::fmod(begun, 5.2) < 2.6;
        const double l = to_the_left ? k : 0;
        const double r = to_the_left ? 0 : k;
        Stance stance = standing();
        stance[spine] = pointing(-90 + 8 * l - 8 * r, 22 * k);
        stance[left_upper_leg] = pointing(87 - 45 * l - 38 * r, 40 * l);
        stance[left_lower_leg] = pointing(90 + 5 * l - 38 * r, -20 * l);
        stance[right_upper_leg] = pointing(93 + 38 * l + 45 * r, 40 * r);
        stance[right_lower_leg] = pointing(90 + 38 * l - 5 * r, -20 * r);
        for (const int bone : {left_arm, left_lower_arm}) stance[bone] = pointing(82 - 30 * k, 50 * k);
        for (const int bone : {right_arm, right_lower_arm}) stance[bone] = pointing(98 + 30 * k, 50 * k);
        return stance;
    });
}

Movement choreography(std::uint32_t seed, double beat_seconds, bool has_legs, double seconds) {
    std::mt19937 random(seed);
    std::vector<Stance> beats{standing(), standing()};
    while (static_cast<double>(beats.size()) * beat_seconds < seconds + 2 * beat_seconds) {
        const bool again = beats.size() > 6 && random() % 3 == 0;
        beats.push_back(again ? beats[beats.size() - 4] : random_stance(random));
    }
    auto movement = made("", seconds, [&](double time) {
        const double beat = time / beat_seconds;
        const auto index = static_cast<std::size_t>(beat);
        return blended(beats[index], beats[index + 1], eased((beat - std::floor(beat)) / 0.8));
    });
    movement.name = "choreography " + std::to_string(seed) + (has_legs ? "" : ", to the hips");
    movement.has_legs = has_legs;
    return movement;
}

Movement lifted(const Track& track, const std::string& name) {
    const Track even = resampled(track, Movement::rate);
    Movement movement{name, {}, {}};
    std::vector<FlatStance> flats;
    flats.reserve(even.size());
    for (const auto& timed : even) flats.push_back(flat(timed.pose));
    double scale = 0;
    for (int bone = 0; bone < bone_count; ++bone) {
        std::vector<double> lengths;
        lengths.reserve(flats.size());
        for (const auto& one : flats)
            lengths.push_back(std::hypot(one.bones[bone].first, one.bones[bone].second));
        movement.lengths[bone] = std::max(1.0, upper_percentile(lengths, 0.97));
        if (bone == spine) scale = 100 / movement.lengths[bone];
    }
    for (const auto& one : flats) {
        Stance stance;
        for (int bone = 0; bone < bone_count; ++bone) {
            const double x = one.bones[bone].first / movement.lengths[bone];
            const double y = one.bones[bone].second / movement.lengths[bone];
            const double depth = std::sqrt(std::max(0.0, 1 - x * x - y * y));
            const bool away = bone == left_lower_leg || bone == right_lower_leg;
            stance[bone] = unit({x, y, away ? depth : -depth});
        }
        movement.stances.push_back(stance);
    }
    for (auto& length : movement.lengths) length *= scale;
    return movement;
}

Movement repeated(const Movement& ends, double period_seconds, double seconds) {
    Movement movement{ends.name, {}, ends.lengths, ends.has_legs};
    const int count = static_cast<int>(seconds * Movement::rate) + 1;
    movement.stances.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double time = i / Movement::rate;
        const double k = time < 1 ? 0 : bent(time - 1, period_seconds);
        movement.stances.push_back(blended(ends.stances.front(), ends.stances.back(), k));
    }
    return movement;
}

Track performed(const Movement& movement, const Performance& performance, std::uint32_t seed,
                double frames_per_second) {
    std::mt19937 random(seed * 7919 + 17);
    std::normal_distribution<double> normal(0, 1);
    auto between = [&](double low, double high) {
        return low + (high - low) * std::uniform_real_distribution<double>(0, 1)(random);
    };
    std::array<double, bone_count> amplitude;
    std::array<double, bone_count> turn;
    std::array<double, bone_count> depth_turn;
    BoneLengths lengths = movement.lengths;
    for (int bone = 0; bone < bone_count; ++bone) {
        amplitude[bone] = between(performance.amplitude_low, performance.amplitude_high) *
                          (is_arm(bone) ? performance.arms : performance.legs);
        const bool limb = bone >= left_arm;
        const double share = limb ? 1 : 0.4;
        turn[bone] = share * performance.style_degrees * normal(random);
        depth_turn[bone] = share * performance.style_degrees * normal(random);
        if (limb) turn[bone] += performance.uniform_degrees * (random() % 2 == 0 ? 1 : -1);
        lengths[bone] *= std::clamp(1 + performance.proportions * normal(random), 0.7, 1.3);
    }
    const Stance centre = performance.is_about_the_mean ? mean_stance(movement) : movement.stances.front();
    const double phase = between(0, 6);
    std::vector<double> missed;
    std::vector<double> wrong;
    for (int beat = 0; beat < 600; ++beat) {
        missed.push_back(between(0, 1));
        wrong.push_back(between(0, 1));
    }
    const double duration = movement.seconds();
    auto moment = [&](double time) {
        const double wander = performance.drift_seconds * std::sin(2 * std::numbers::pi * time / 9 + phase);
        return performance.speed * time - performance.late_seconds - wander;
    };
    Track track;
    Stance shown = movement.at(moment(0));
    const int count = static_cast<int>(duration * frames_per_second) + 1;
    for (int i = 0; i < count; ++i) {
        const double time = i / frames_per_second;
        const auto beat = static_cast<std::size_t>(time);
        double then = moment(time);
        if (missed[beat] < performance.missed_beats) then = moment(static_cast<double>(beat));
        if (wrong[beat] < performance.wrong_beats) then = std::fmod(then + 3.7 + 5 * wrong[beat], duration);
        const bool errs = performance.missed_beats > 0 || performance.wrong_beats > 0;
        const double kept = errs ? std::exp(-1 / frames_per_second / hand_over_seconds) : 0;
        shown = blended(movement.at(then), shown, kept);
        Stance stance = shown;
        for (int bone = 0; bone < bone_count; ++bone) {
            if (amplitude[bone] != 1) {
                stance[bone] = unit((1 - amplitude[bone]) * centre[bone] + amplitude[bone] * stance[bone]);
            }
            stance[bone] = turned_up(turned_in_picture(stance[bone], turn[bone]), depth_turn[bone]);
        }
        Pose pose = seen(stance, lengths, performance.camera, movement.has_legs);
        for (auto& joint : pose) {
            joint.x += performance.noise_pixels * normal(random);
            joint.y += performance.noise_pixels * normal(random);
        }
        track.push_back({time, pose});
    }
    return track;
}

Performance drawn_performance(Class performer, std::uint32_t seed) {
    std::mt19937 random(seed * 104729 + 11);
    auto between = [&](double low, double high) {
        return low + (high - low) * std::uniform_real_distribution<double>(0, 1)(random);
    };
    Performance one;
    one.proportions = 0.07;
    one.noise_pixels = 1.5;
    one.is_about_the_mean = seed % 2 == 0;
    switch (performer) {
        case Class::expert:
            one.amplitude_low = 0.95;
            one.amplitude_high = 1.05;
            one.style_degrees = 3;
            one.late_seconds = between(0.1, 0.25);
            one.camera = {between(-10, 10), between(-5, 5)};
            break;
        case Class::good:
            one.amplitude_low = 0.7;
            one.amplitude_high = 1.1;
            one.style_degrees = 10;
            one.late_seconds = between(0.15, 0.35);
            one.drift_seconds = 0.05;
            one.missed_beats = 0.05;
            one.camera = {between(-25, 25), between(-10, 10)};
            break;
        case Class::half_hearted:
            one.amplitude_low = 0.4;
            one.amplitude_high = 0.6;
            one.style_degrees = 10;
            one.late_seconds = between(0.35, 0.45);
            one.drift_seconds = 0.05;
            one.missed_beats = 0.25;
            one.camera = {between(-25, 25), between(-10, 10)};
            break;
        case Class::poor:
            one.amplitude_low = 0.3;
            one.amplitude_high = 0.6;
            one.style_degrees = 20;
            one.late_seconds = between(0.4, 0.6);
            one.drift_seconds = 0.15;
            one.missed_beats = 0.35;
            one.wrong_beats = 0.15;
            one.camera = {between(-25, 25), between(-10, 10)};
            break;
    }
    return one;
}

Performance performance_of_quality(double quality, std::uint32_t seed) {
    std::mt19937 random(seed * 15485863 + 5);
    auto between = [&](double low, double high) {
        return low + (high - low) * std::uniform_real_distribution<double>(0, 1)(random);
    };
    const double lack = 1 - quality;
    Performance one;
    one.amplitude_low = 0.95 - 0.65 * lack;
    one.amplitude_high = 1.05 - 0.55 * lack;
    one.style_degrees = 3 + 17 * lack;
    one.late_seconds = 0.15 + 0.4 * lack;
    one.drift_seconds = 0.15 * lack;
    one.missed_beats = 0.35 * lack;
    one.wrong_beats = 0.2 * lack * lack;
    one.proportions = 0.07;
    one.noise_pixels = 1.5;
    one.is_about_the_mean = seed % 2 == 0;
    one.camera = {between(-20, 20), between(-10, 10)};
    return one;
}

Track shallower(Track track, double depth) {
    const Pose beginning = track.front().pose;
    return changed(std::move(track), [&](TimedPose& timed) {
        for (int joint = 0; joint < joint_count; ++joint) {
            auto& one = timed.pose[joint];
            one.x = beginning[joint].x + depth * (one.x - beginning[joint].x);
            one.y = beginning[joint].y + depth * (one.y - beginning[joint].y);
        }
    });
}

}  // namespace trainingzip::score::test
