#pragma once

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace trainingzip::database {

/// Values by text, up to a capacity; evicts the least recently used.
template <typename Value>
class LruCache {
  public:
    /// capacity: at least 1.
    explicit LruCache(std::size_t capacity) : capacity_(capacity) {}

    /// nullptr when absent; otherwise valid until the next non-const call.
    Value* find(std::string_view text) {
        const auto found = by_text_.find(text);
        if (found == by_text_.end()) return nullptr;
        entries_.splice(entries_.begin(), entries_, found->second);
        return &found->second->second;
    }

    /// The text must be absent. Returns the evicted value, if any.
    std::optional<Value> add(std::string text, Value value) {
        std::optional<Value> evicted;
        if (entries_.size() == capacity_) evicted = remove(std::prev(entries_.end()));
        entries_.emplace_front(std::move(text), std::move(value));
        by_text_.emplace(entries_.front().first, entries_.begin());
        return evicted;
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

    std::size_t capacity_;
    Entries entries_;  ///< Most recently used first.
    std::unordered_map<std::string_view, typename Entries::iterator>
        by_text_;  ///< Views of the texts in entries_.
};

}  // namespace trainingzip::database
