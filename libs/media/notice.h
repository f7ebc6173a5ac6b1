#pragma once

#include <optional>
#include <string_view>

namespace trainingzip::media {

/// What the owner of a usable video must be told.
enum class NoticeKind {
    sound_left_out,  ///< There was sound, but none that can be decoded.
    cut_off,         ///< The end of the file is missing.
    frames_thinned,  ///< More frames a second than are kept.
    trainer_away,    ///< The trainer is not seen for a good part of the video.
};

struct Notice {
    NoticeKind kind{};
    double seconds = 0;  ///< Of cut_off: how much is missing, 0 when unknown; of trainer_away: how long.
    friend bool operator==(const Notice&, const Notice&) = default;
};

/// The name of a kind between programs and in the database.
std::string_view name_of(NoticeKind kind);
std::optional<NoticeKind> find_notice_kind(std::string_view name);

}  // namespace trainingzip::media
