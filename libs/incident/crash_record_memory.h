#pragma once

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>

#include "incident/crash_record.h"
#include "incident/redaction.h"
#include "incident/stack_trace.h"

namespace trainingzip::incident {

/// A text of bounded length that a signal handler can write.
template <std::size_t Size>
struct FixedText {
    std::array<char, Size> characters;
    std::uint32_t length;

    void assign(std::string_view text) {
        length = static_cast<std::uint32_t>(text.size() < Size ? text.size() : Size);
        for (std::uint32_t i = 0; i < length; ++i) characters[i] = text[i];
    }
    std::string text() const { return std::string(characters.data(), length < Size ? length : Size); }
};

/// The content of the file. Only the same build may read it: `layout` identifies the build.
struct CrashRecord::Memory {
    enum State : std::uint32_t { ended_well = 0, running = 1, crashed = 2 };

    struct Slot {
        std::atomic<std::uint32_t> used;
        FixedText<32> place;
        FixedText<64> request_id;
        FixedText<16> method;
        FixedText<1024> target;
        FixedText<4096> headers;
        FixedText<512> user_agent;
        FixedText<64> client_address;
        FixedText<24> user;
        FixedText<longest_reported_body + 256> body;
    };

    std::uint64_t layout;
    std::atomic<std::uint32_t> state;
    std::int64_t started_at;  ///< Unix milliseconds.
    std::int64_t crashed_at;  ///< Seconds since 1970; the handler has no better clock.
    int signal;
    int crashed_slot;  ///< -1: the thread had no recorded activity.
    FixedText<256> type;
    FixedText<1024> message;
    StackTrace trace;
    FixedText<512 * 1024> memory_map;
    std::array<Slot, CrashRecord::activities> slots;
};

}  // namespace trainingzip::incident
