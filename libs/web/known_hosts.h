#pragma once

#include <set>
#include <string>
#include <string_view>

namespace trainingzip::web {

/// The allowed values of Host. Links are built from the requested host name, and a hostile page can resolve
/// its own name to our address (DNS rebinding), so any other name is refused (RFC 9110, 7.4).
class KnownHosts {
  public:
    KnownHosts() = default;
    /// Names and addresses without ports, apart by spaces: "training.example 192.0.2.7 [2001:db8::7]".
    /// Throws std::invalid_argument for anything else.
    explicit KnownHosts(std::string_view list);

    /// host: of a Host header that is_valid_host(); any port is as good as another. local_address: where the
    /// connection came in; it is known itself, and so are localhost and the loopback addresses where it is
    /// one of them.
    bool contains(std::string_view host, std::string_view local_address) const;

  private:
    std::set<std::string, std::less<>> names_;
};

}  // namespace trainingzip::web
