#include "auth/signing_keys.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "auth/key_set.h"
#include "auth/secret_file.h"
#include "base/config.h"
#include "base/error.h"

namespace trainingzip::auth {
namespace {

constexpr std::size_t most_keys = 16;
constexpr std::string_view mark = "Signs-From: ";
constexpr std::string_view block_end = "-----END PRIVATE KEY-----";

std::string to_text(const std::vector<SigningKey>& keys) {
    std::string text;
    for (const SigningKey& entry : keys) {
        text += std::string(mark) +
                std::to_string(
                    std::chrono::floor<std::chrono::seconds>(entry.signs_from).time_since_epoch().count()) +
                "\n" + entry.key.to_pem();
    }
    return text;
}

/// nullopt for a block that is not a key, or a mark that is not a time.
std::optional<SigningKey> read_block(std::string_view block) {
    std::int64_t seconds = 0;
    if (const std::size_t place = block.find(mark); place != std::string_view::npos) {
        const char* start = block.data() + place + mark.size();
        const auto [end, error] = std::from_chars(start, block.data() + block.size(), seconds);
        constexpr std::int64_t year_9999 = 253'402'300'799;
        if (error != std::errc{} || *end != '\n' || seconds < 0 || seconds > year_9999) return std::nullopt;
    }
    auto key = Es256PrivateKey::from_pem(block);
    if (!key) return std::nullopt;
    return SigningKey{std::move(*key), UtcTime(std::chrono::seconds(seconds))};
}

std::vector<SigningKey> parse_keys(std::string_view text, const std::filesystem::path& file) {
    std::vector<SigningKey> keys;
    while (text.find_first_not_of(" \r\n\t") != std::string_view::npos) {
        const std::size_t end = text.find(block_end);
        auto key =
            end == std::string_view::npos ? std::nullopt : read_block(text.substr(0, end + block_end.size()));
        if (!key || keys.size() == most_keys) {
            throw ConfigError("the signing key in " + file.string() + " is not a private key on P-256");
        }
        keys.push_back(std::move(*key));
        text.remove_prefix(end + block_end.size());
    }
    if (keys.empty()) throw ConfigError("there is no signing key in " + file.string());
    std::stable_sort(keys.begin(), keys.end(),
                     [](const SigningKey& a, const SigningKey& b) { return a.signs_from < b.signs_from; });
    return keys;
}

}  // namespace

SigningKeys::SigningKeys(Settings settings, const Clock& clock)
    : settings_(std::move(settings)), clock_(clock) {
    const std::string text = read_or_make_secret(settings_.file, [&] {
        return to_text(
            {{Es256PrivateKey::generate(), std::chrono::floor<std::chrono::seconds>(clock_.now())}});
    });
    keys_ = parse_keys(text, settings_.file);
    if (!maintain()) write_jwks(settings_.jwks, published());
}

std::size_t SigningKeys::current_of(const Keys& keys, UtcTime now) {
    std::size_t current = 0;
    for (std::size_t i = 1; i < keys.size(); ++i) {
        if (keys[i].signs_from <= now) current = i;
    }
    return current;
}

SigningKeys::Keys SigningKeys::with_next(Keys keys) const {
    const UtcTime now = clock_.now();
    if (current_of(keys, now) + 1 == keys.size()) {
        keys.push_back(
            {Es256PrivateKey::generate(), std::chrono::floor<std::chrono::seconds>(now) + settings_.period});
    }
    return keys;
}

Es256PrivateKey SigningKeys::current() const {
    const std::lock_guard lock(mutex_);
    return keys_[current_of(keys_, clock_.now())].key;
}

std::vector<Es256PublicKey> SigningKeys::published() const {
    const std::lock_guard lock(mutex_);
    std::vector<Es256PublicKey> keys;
    for (const SigningKey& entry : keys_) keys.push_back(entry.key.public_key());
    return keys;
}

std::vector<SigningKeyState> SigningKeys::states() const {
    const std::lock_guard lock(mutex_);
    const std::size_t current = current_of(keys_, clock_.now());
    std::vector<SigningKeyState> states;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        states.push_back({keys_[i].key.public_key().thumbprint(), keys_[i].signs_from,
                          i + 1 < keys_.size() ? keys_[i + 1].signs_from : UtcTime::max(), i == current});
    }
    return states;
}

bool SigningKeys::maintain() {
    const std::lock_guard lock(mutex_);
    Keys keys = with_next(keys_);
    const UtcTime oldest_end = clock_.now() - settings_.kept_for;
    // A key's tokens have ended a token's life after its successor took over.
    while (keys.size() > 1 && keys[1].signs_from < oldest_end) keys.erase(keys.begin());
    if (keys.size() == keys_.size() && keys.back().signs_from == keys_.back().signs_from) return false;
    save(std::move(keys));
    return true;
}

void SigningKeys::rotate() {
    const std::lock_guard lock(mutex_);
    if (keys_.size() >= most_keys) throw Failure(ErrorCode::signing_key_in_use, "too many keys are kept");
    Keys keys = with_next(keys_);
    const UtcTime now = clock_.now();
    keys[current_of(keys, now) + 1].signs_from = std::chrono::floor<std::chrono::seconds>(now);
    save(with_next(std::move(keys)));
}

void SigningKeys::retire(std::string_view id) {
    const std::lock_guard lock(mutex_);
    Keys keys = keys_;
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const SigningKey& entry) {
        return entry.key.public_key().thumbprint() == id;
    });
    if (found == keys.end()) throw Failure(ErrorCode::signing_key_not_found, std::string(id));
    const auto place = static_cast<std::size_t>(found - keys.begin());
    if (place == current_of(keys, clock_.now())) {
        throw Failure(ErrorCode::signing_key_in_use, "the key signs now");
    }
    keys.erase(found);
    save(with_next(std::move(keys)));
}

void SigningKeys::save(Keys keys) {
    replace_secret(settings_.file, to_text(keys));
    std::vector<Es256PublicKey> public_keys;
    for (const SigningKey& entry : keys) public_keys.push_back(entry.key.public_key());
    write_jwks(settings_.jwks, public_keys);
    keys_ = std::move(keys);
}

}  // namespace trainingzip::auth
