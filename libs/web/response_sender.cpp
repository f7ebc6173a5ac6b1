#include "web/response_sender.h"

namespace trainingzip::web {

namespace asio = boost::asio;

namespace {

asio::awaitable<bool> send_body(DeadlineSocket& socket, const FileBody& body,
                                std::chrono::milliseconds write_timeout) {
    return socket.send_file(body.file->descriptor(), body.offset, body.length, write_timeout);
}

}  // namespace

asio::awaitable<bool> send_response(DeadlineSocket& socket, std::string_view head, const Response& response,
                                    bool head_only, std::chrono::milliseconds write_timeout) {
    if (head_only) co_return co_await socket.write(head, {}, write_timeout);
    if (const auto* text = std::get_if<std::string>(&response.body))
        co_return co_await socket.write(head, *text, write_timeout);
    if (const auto* file = std::get_if<FileBody>(&response.body)) {
        const bool head_sent = co_await socket.write(head, {}, write_timeout, file->length > 0);
        if (!head_sent) co_return false;
        co_return co_await send_body(socket, *file, write_timeout);
    }
    const auto& parts = std::get<PartsBody>(response.body);
    const bool head_sent = co_await socket.write(head, {}, write_timeout, !parts.empty());
    if (!head_sent) co_return false;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const bool last = index + 1 == parts.size();
        bool sent = false;
        if (const auto* text = std::get_if<std::string>(&parts[index]))
            sent = co_await socket.write(*text, {}, write_timeout, !last);
        else
            sent = co_await send_body(socket, std::get<FileBody>(parts[index]), write_timeout);
        if (!sent) co_return false;
    }
    co_return true;
}

}  // namespace trainingzip::web
