#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include "mail/message.h"

using namespace trainingzip;

namespace {

/// Every header of an encoded mail, in order.
constexpr std::string_view names[] = {"Date: ",
                                      "From: ",
                                      "To: ",
                                      "Subject: ",
                                      "Message-ID: ",
                                      "Auto-Submitted: ",
                                      "MIME-Version: ",
                                      "Content-Type: ",
                                      "Content-Transfer-Encoding: ",
                                      "Content-Language: "};

/// The next line, without its end; aborts where one does not end with CR LF.
std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos || end == 0 || rest[end - 1] != '\r') std::abort();
    const std::string_view line = rest.substr(0, end - 1);
    if (line.find('\r') != std::string_view::npos) std::abort();
    rest.remove_prefix(end + 1);
    return line;
}

}  // namespace

/// Recipient, subject and text, apart by zero bytes. Whatever is in them, a mail has our headers alone.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t first = input.find('\0');
    if (first == std::string_view::npos) return 0;
    const std::size_t second = input.find('\0', first + 1);
    if (second == std::string_view::npos) return 0;
    const mail::Message message{std::string(input.substr(0, first)),
                                std::string(input.substr(first + 1, second - first - 1)),
                                std::string(input.substr(second + 1))};
    std::string encoded;
    try {
        encoded = mail::encode(message, {"service@training.example", "id", UtcTime{}});
    } catch (const std::invalid_argument&) {
        return 0;
    }
    std::string_view rest = encoded;
    for (const std::string_view name : names) {
        if (!take_line(rest).starts_with(name)) std::abort();
        while (rest.starts_with(' ')) take_line(rest);
    }
    if (!take_line(rest).empty()) std::abort();
    while (!rest.empty()) {
        if (take_line(rest).size() > 76) std::abort();
    }
    return 0;
}
