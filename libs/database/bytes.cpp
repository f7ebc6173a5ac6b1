#include "database/bytes.h"

#include <array>
#include <stdexcept>

#include "base/encoding.h"

namespace trainingzip::database {
namespace {

constexpr std::string_view hex_mark = "\\x";

constexpr std::array<std::int16_t, 256> make_hex_values() {
    std::array<std::int16_t, 256> values{};
    values.fill(-1);
    for (int digit = 0; digit < 16; ++digit) {
        values.at(static_cast<unsigned char>("0123456789abcdef"[digit])) = static_cast<std::int16_t>(digit);
    }
    return values;
}

constexpr std::array<std::int16_t, 256> hex_values = make_hex_values();

std::string from_hex(std::string_view text) {
    if (!text.starts_with(hex_mark) || text.size() % 2 != 0) throw std::runtime_error("not BYTEA in hex");
    text.remove_prefix(hex_mark.size());
    std::string bytes(text.size() / 2, '\0');
    int digits = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const int high = hex_values[static_cast<unsigned char>(text[2 * i])];
        const int low = hex_values[static_cast<unsigned char>(text[2 * i + 1])];
        digits |= high | low;
        bytes[i] = static_cast<char>(high * 16 + low);
    }
    if (digits < 0) throw std::runtime_error("not BYTEA in hex");
    return bytes;
}

}  // namespace

Bytes::Bytes(soci::session& session) {
    if (session.get_backend_name() == "sqlite3") blob_ = std::make_unique<soci::blob>(session);
}

Bytes::Bytes(soci::session& session, std::span<const std::uint8_t> bytes) : Bytes(session) {
    if (blob_) {
        blob_->write(0, reinterpret_cast<const char*>(bytes.data()), bytes.size());
    } else {
        text_ = std::string(hex_mark) + hex_encode(bytes);
    }
}

soci::details::use_type_ptr Bytes::use(const std::string& name) {
    using soci::details::do_use;
    const soci::details::basic_type_tag tag;
    return blob_ ? do_use(*blob_, name, tag) : do_use(text_, name, tag);
}

soci::details::into_type_ptr Bytes::into() {
    using soci::details::do_into;
    const soci::details::basic_type_tag tag;
    return blob_ ? do_into(*blob_, tag) : do_into(text_, tag);
}

std::string Bytes::content() {
    if (!blob_) return from_hex(text_);
    std::string bytes(blob_->get_len(), '\0');
    if (!bytes.empty()) blob_->read(0, bytes.data(), bytes.size());
    return bytes;
}

}  // namespace trainingzip::database
