#include "media/file_extent.h"

#include <array>
#include <bit>
#include <cstdint>
#include <fstream>
#include <optional>
#include <span>
#include <string_view>

namespace trainingzip::media {

namespace {

using namespace std::string_view_literals;
using End = FileExtent::End;

/// A file of which a few bytes are read here and there.
class Bytes {
  public:
    explicit Bytes(const std::filesystem::path& path) : file_(path, std::ios::binary) {
        file_.seekg(0, std::ios::end);
        const auto end = file_.tellg();
        size_ = file_ && end > 0 ? static_cast<std::uint64_t>(end) : 0;
    }

    std::uint64_t size() const { return size_; }

    template <std::size_t Count>
    std::optional<std::array<std::uint8_t, Count>> at(std::uint64_t place) {
        std::array<std::uint8_t, Count> bytes{};
        if (place > size_ || size_ - place < Count) return std::nullopt;
        file_.seekg(static_cast<std::streamoff>(place));
        file_.read(reinterpret_cast<char*>(bytes.data()), Count);
        if (!file_) return std::nullopt;
        return bytes;
    }

  private:
    std::ifstream file_;
    std::uint64_t size_ = 0;
};

std::uint64_t big_endian(std::span<const std::uint8_t> bytes) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = value << 8 | byte;
    return value;
}

std::string_view text_of(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Far beyond a fragment each second for many hours.
constexpr int most_parts = 1'000'000;

/// ISO/IEC 14496-12, 4.2.
class BoxWalk {
  public:
    explicit BoxWalk(Bytes& bytes) : bytes_(bytes) {}

    FileExtent walk() {
        End end = End::unknown;
        for (int box = 0; box < most_parts; ++box) {
            if (bytes_.size() - place_ < header_bytes) {
                end = End::whole;
                break;
            }
            if (const auto found = step()) {
                end = *found;
                break;
            }
        }
        // What follows the fragment that happens to be the last was never announced.
        if (end == End::whole && has_fragments_ && !has_fragment_index_) end = End::unknown;
        return {end, has_media_ && !has_index_};
    }

  private:
    static constexpr std::uint64_t header_bytes = 8;

    /// The end of the walk, or nothing to go on with the next box.
    std::optional<End> step() {
        const auto header = bytes_.at<header_bytes>(place_);
        if (!header) return End::unknown;
        const std::span head(*header);
        std::uint64_t size = big_endian(head.first(4));
        if (size == 1) {
            const auto large = bytes_.at<8>(place_ + header_bytes);
            if (!large) return End::missing;
            size = big_endian(*large);
        } else if (size == 0) {
            size = bytes_.size() - place_;
        }
        if (size < header_bytes) return End::unknown;
        const bool is_whole = size <= bytes_.size() - place_;
        note(text_of(head.last(4)), is_whole);
        if (!is_whole) return End::missing;
        place_ += size;
        return std::nullopt;
    }

    void note(std::string_view type, bool is_whole) {
        if (type == "moov"sv) has_index_ = is_whole;
        if (type == "moov"sv || type == "mdat"sv) has_media_ = true;
        if (type == "moof"sv) has_fragments_ = true;
        if (type == "mfra"sv) has_fragment_index_ = true;
    }

    Bytes& bytes_;
    std::uint64_t place_ = 0;
    bool has_media_ = false;
    bool has_index_ = false;
    bool has_fragments_ = false;
    bool has_fragment_index_ = false;
};

struct VariableNumber {
    std::uint64_t value;
    std::uint64_t length;  ///< Bytes.
    bool is_unknown;       ///< All bits set: the size was unknown when it was written.
};

/// RFC 8794, 4.
std::optional<VariableNumber> variable_number(Bytes& bytes, std::uint64_t place) {
    const auto first = bytes.at<1>(place);
    if (!first || (*first)[0] == 0) return std::nullopt;
    const auto length = static_cast<std::uint64_t>(std::countl_zero((*first)[0])) + 1;
    std::uint64_t value = (*first)[0] & (0xFFU >> length);
    for (std::uint64_t i = 1; i < length; ++i) {
        const auto next = bytes.at<1>(place + i);
        if (!next) return std::nullopt;
        value = value << 8 | (*next)[0];
    }
    return VariableNumber{value, length, value == (std::uint64_t{1} << (7 * length)) - 1};
}

/// The EBML header, then the segment that holds all else (RFC 9559, 5.1).
End end_of_matroska(Bytes& bytes) {
    constexpr std::uint64_t id_bytes = 4;
    const auto header = variable_number(bytes, id_bytes);
    if (!header || header->is_unknown || header->value > bytes.size()) return End::unknown;
    const std::uint64_t segment = id_bytes + header->length + header->value;
    const auto id = bytes.at<id_bytes>(segment);
    if (!id || big_endian(*id) != 0x18538067) return End::unknown;
    const auto size = variable_number(bytes, segment + id_bytes);
    if (!size || size->is_unknown) return End::unknown;
    const std::uint64_t content = segment + id_bytes + size->length;
    return size->value > bytes.size() - content ? End::missing : End::whole;
}

/// One RIFF chunk, in long files more of them.
End end_of_avi(Bytes& bytes) {
    std::uint64_t place = 0;
    for (int chunk = 0; chunk < most_parts; ++chunk) {
        const auto header = bytes.at<8>(place);
        if (!header) return End::whole;
        const auto& head = *header;
        if (text_of(std::span(head).first(4)) != "RIFF"sv) return chunk > 0 ? End::whole : End::unknown;
        const std::array<std::uint8_t, 4> reversed{head[7], head[6], head[5], head[4]};
        const std::uint64_t size = big_endian(reversed);
        // Live recorders leave it at 0.
        if (size < 4) return End::unknown;
        constexpr std::uint64_t header_bytes = 8;
        if (size > bytes.size() - place - header_bytes) return End::missing;
        place += header_bytes + size + size % 2;
    }
    return End::unknown;
}

/// A transport stream declares no length; only an incomplete last packet shows truncation.
End end_of_transport_stream(Bytes& bytes) {
    const auto first = bytes.at<1>(0);
    const std::uint64_t packet = first && (*first)[0] == 0x47 ? 188 : 192;
    return bytes.size() % packet == 0 ? End::unknown : End::missing;
}

}  // namespace

FileExtent examine_extent(const std::filesystem::path& path, FileKind kind) {
    Bytes bytes(path);
    switch (kind) {
        case FileKind::mp4:
            return BoxWalk(bytes).walk();
        case FileKind::matroska:
            return {end_of_matroska(bytes)};
        case FileKind::avi:
            return {end_of_avi(bytes)};
        case FileKind::mpeg_ts:
            return {end_of_transport_stream(bytes)};
        case FileKind::other_media:
        case FileKind::unknown:
            break;
    }
    return {};
}

}  // namespace trainingzip::media
