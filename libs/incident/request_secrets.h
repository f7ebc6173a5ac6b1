#pragma once

#include <set>
#include <string>
#include <string_view>

namespace trainingzip::incident {

/// The secrets of one request that are recognisable by name, so that they can be masked wherever else they
/// occur: in the message of an exception, or in another field.
class RequestSecrets {
  public:
    /// Shorter ones are ignored: masking them would hide half of every text.
    static constexpr std::size_t shortest = 4;

    /// The value of a header of a secret name, whole and without its scheme; of a cookie each value. Of
    /// another header the parameters of an address in it.
    void add_header(std::string_view name, std::string_view value);
    /// Values of parameters of a secret name in the query of a target.
    void add_parameters(std::string_view target);
    /// Fields of a secret name in JSON, a form or multipart, by content type.
    void add_body(std::string_view content_type, std::string_view body);

    /// The text with every known secret masked, also percent-encoded.
    std::string mask_in(std::string_view text) const;

  private:
    void add_named(std::string_view text);
    void add_form(std::string_view form);
    void add_multipart(std::string_view body);
    void add(std::string_view value);

    // Longest first: one secret may contain another.
    struct LongerFirst {
        bool operator()(const std::string& a, const std::string& b) const {
            return a.size() != b.size() ? a.size() > b.size() : a < b;
        }
    };
    std::set<std::string, LongerFirst> secrets_;
};

}  // namespace trainingzip::incident
