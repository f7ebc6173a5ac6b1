// Many clients of every kind at once, for ThreadSanitizer as much as for the answers.

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "web/client.h"
#include "web/test_server.h"

namespace trainingzip::web {
namespace {

Router mixed_router() {
    Router router;
    router.add(
        "POST", "/echo", [](const Request& request) { return Response::text(request.body); }, 1'000'000);
    router.add_body(
        "POST", "/count",
        [](const Request&, BodyReader& body) {
            std::vector<char> piece(10'000);
            std::size_t bytes = 0;
            for (std::size_t got = 0; (got = body.read(piece)) > 0;) bytes += got;
            return Response::text(std::to_string(bytes));
        },
        1'000'000);
    router.add_writer("POST", "/lines", "text/plain", [](const Request&, ResponseWriter& writer) {
        for (int line = 0; line < 50; ++line) writer.write(std::to_string(line) + "\n");
    });
    return router;
}

/// A body of a size of its own, so that answers cannot be mixed up unseen.
std::string body_for(int thread, int round) {
    return std::string(static_cast<std::size_t>(1 + thread * 1000 + round * 37),
                       static_cast<char>('a' + thread));
}

TEST(Concurrency, EveryClientGetsItsOwnAnswer) {
    ServerLimits limits;
    limits.io_threads = 3;
    limits.worker_threads = 4;
    limits.writer_threads = 8;
    TestServer server(mixed_router(), limits);
    const Client client;
    std::atomic<int> answered = 0;
    std::vector<std::jthread> threads;
    threads.reserve(8);
    for (int thread = 0; thread < 8; ++thread)
        threads.emplace_back([&, thread] {
            for (int round = 0; round < 30; ++round) {
                const std::string body = body_for(thread, round);
                Client::Call call;
                call.method = "POST";
                call.body = body;
                call.url = server.url("/echo");
                if (client.call(call).body == body) ++answered;
                call.url = server.url("/count");
                if (client.call(call).body == std::to_string(body.size())) ++answered;
                call.url = server.url("/lines");
                call.body.clear();
                int lines = 0;
                client.call_lines(call, [&](std::string_view) { ++lines; });
                if (lines == 50) ++answered;
            }
        });
    threads.clear();
    EXPECT_EQ(answered, 8 * 30 * 3);
}

TEST(Concurrency, ClientsThatLeaveAndAServerThatStopsInTheMiddle) {
    for (int round = 0; round < 5; ++round) {
        ServerLimits limits;
        limits.io_threads = 2;
        limits.stop_timeout = std::chrono::milliseconds(500);
        TestServer server(mixed_router(), limits);
        std::vector<std::jthread> threads;
        threads.reserve(6);
        for (int thread = 0; thread < 6; ++thread)
            threads.emplace_back([&, thread] {
                try {
                    for (int count = 0; count < 20; ++count) {
                        RawConnection connection(server);
                        connection.send("POST /" + std::string(thread % 2 == 0 ? "lines" : "count") +
                                        " HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" +
                                        std::string(count % 3 == 0 ? 10 : 1000, 'x'));
                        if (count % 2 == 0) connection.read_until("\r\n");
                    }
                } catch (const std::runtime_error&) {
                    // The server has stopped listening.
                }
            });
        std::this_thread::sleep_for(std::chrono::milliseconds(20 * round));
        server.stop_and_read_log();
    }
}

}  // namespace
}  // namespace trainingzip::web
