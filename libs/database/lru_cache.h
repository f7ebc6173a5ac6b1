#pragma once

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace trainingzip::data {

/// Values by text, as many as fit; who was not asked for the longest goes first.
template <typename Value>
class RecentlyUsed {
  public:
    /// most: at least 1.
    explicit RecentlyUsed(std::size_t most) : most_(most) {}

    /// Null when there is none; else valid until the next call that is not const.
    Value* find(std::string_view text) {
        const auto found = by_text_.find(text);
        if (found == by_text_.end()) return nullptr;
        entries_.splice(entries_.begin(), entries_, found->second);
        return &found->second->second;
    }

    /// The text must not be there. Gives back what had to go.
    std::optional<Value> add(std::string text, Value value) {
        std::optional<Value> gone;
        if (entries_.size() == most_) gone = remove(std::prev(entries_.end()));
        entries_.emplace_front(std::move(text), std::move(value));
        by_text_.emplace(entries_.front().first, entries_.begin());
        return gone;
    }

    std::optional<Value> take(std::string_view text) {
        const auto found = by_text_.find(text);
        if (found == by_text_.end()) return std::nullopt;
        return remove(found->second);
    }

    void clear() {
        by_text_.clear();
        entries_.clear();
    }

    std::size_t size() const { return entries_.size(); }

  private:
    using Entries = std::list<std::pair<const std::string, Value>>;

    Value remove(typename Entries::iterator entry) {
        Value value = std::move(entry->second);
        by_text_.erase(entry->first);
        entries_.erase(entry);
        return value;
    }

    std::size_t most_;
    Entries entries_;                                                           ///< The last asked for first.
    std::unordered_map<std::string_view, typename Entries::iterator> by_text_;  ///< Texts of entries_.
};

}  // namespace trainingzip::data
