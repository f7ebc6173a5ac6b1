// What bounds a client in size, time and number, and how a server ends.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "web/server.h"
#include "web/test_server.h"

namespace trainingzip::web {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::StartsWith;

TEST(ServerLimits, BoundsTheBody) {
    TestServer server(echo_router());
    const std::string declared =
        ask(server, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n" + std::string(101, 'x'));
    EXPECT_THAT(declared, StartsWith("HTTP/1.1 413"));
    const std::string chunked =
        ask(server, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" +
                        std::string(101, 'x') + "\r\n0\r\n\r\n");
    EXPECT_THAT(chunked, StartsWith("HTTP/1.1 413"));
    EXPECT_THAT(chunked, HasSubstr("Connection: close\r\n"));
}

TEST(ServerLimits, BoundsTheHeadInSizeAndTime) {
    ServerLimits limits;
    limits.header_timeout = milliseconds(150);
    TestServer server(echo_router(), limits);
    EXPECT_THAT(ask(server, get("/hello", "X-Long: " + std::string(20'000, 'x') + "\r\n")),
                StartsWith("HTTP/1.1 431"));
    RawConnection slow(server);
    slow.send("GET /hello HTTP/1.1\r\nHo");
    EXPECT_THAT(slow.read_to_end(), StartsWith("HTTP/1.1 408"));
    RawConnection idle(server);
    EXPECT_EQ(idle.read_to_end(), "");
}

TEST(ServerLimits, BoundsTheTimeOfABody) {
    ServerLimits limits;
    limits.body_timeout = milliseconds(150);
    TestServer server(echo_router(), limits);
    RawConnection connection(server);
    connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");
    EXPECT_THAT(connection.read_to_end(), StartsWith("HTTP/1.1 408"));
}

/// The answer to a body of which a byte comes every 20 ms.
std::string answer_to_trickle(const ServerLimits& limits, std::string_view head,
                              std::string_view piece = "a") {
    Router router = echo_router();
    router.add_body(
        "POST", "/streamed",
        [](const Request&, BodyReader& body) {
            char space[64];
            while (body.read(space) > 0) {
            }
            return Response::text("all");
        },
        1'000'000);
    TestServer server(std::move(router), limits);
    RawConnection connection(server);
    connection.send(head);
    int sent = 0;
    while (sent < 90 && connection.send(piece)) {
        ++sent;
        std::this_thread::sleep_for(milliseconds(20));
    }
    return connection.read_answer();
}

TEST(ServerLimits, BoundsABodyThatTrickles) {
    ServerLimits limits;
    limits.body_rate = {1024, milliseconds(300)};
    limits.body_timeout = milliseconds(10'000);
    const std::string answer =
        answer_to_trickle(limits, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 408"));
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
}

TEST(ServerLimits, BoundsAStreamedBodyThatTricklesWhateverCameBefore) {
    ServerLimits limits;
    limits.streamed_rate = {1024, milliseconds(300)};
    limits.body_timeout = milliseconds(10'000);
    limits.body_deadline = milliseconds(1);
    const std::string head = "POST /streamed HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n";
    EXPECT_THAT(answer_to_trickle(limits, head + std::string(800'000, 'x')), StartsWith("HTTP/1.1 408"));
    EXPECT_THAT(answer_to_trickle(limits, head + std::string(100'000, 'x'), std::string(10'000, 'x')),
                StartsWith("HTTP/1.1 200"));
}

TEST(ServerLimits, BoundsAWholeBodyHoweverFastItComes) {
    ServerLimits limits;
    limits.body_rate = {1, milliseconds(10'000)};
    limits.body_deadline = milliseconds(300);
    EXPECT_THAT(answer_to_trickle(limits, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n"),
                StartsWith("HTTP/1.1 408"));
    // Chunks are no bytes of the body.
    const std::string chunked = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    EXPECT_THAT(answer_to_trickle(limits, chunked, "1;x=y\r\na\r\n"), StartsWith("HTTP/1.1 408"));
}

TEST(ServerLimits, BoundsTheTimeOfEmptyLines) {
    ServerLimits limits;
    limits.header_timeout = milliseconds(300);
    TestServer server(echo_router(), limits);
    RawConnection connection(server);
    int sent = 0;
    while (sent < 90 && connection.send("\r\n")) {
        ++sent;
        std::this_thread::sleep_for(milliseconds(20));
    }
    EXPECT_LT(sent, 90) << "empty lines keep a connection open";
}

TEST(ServerLimits, CutsOffAClientThatTakesItsAnswerInCrumbs) {
    ServerLimits limits;
    limits.write_rate = {100'000'000, milliseconds(300)};
    Router router;
    std::string answer;
    answer.resize(40'000'000, 'x');
    router.add("GET", "/large", [&](const Request&) { return Response::text(answer); });
    TestServer server(std::move(router), limits);
    RawConnection connection(server);
    connection.send(get("/large"));
    for (int piece = 0; piece < 20; ++piece) {
        connection.read_until(std::string(100'000, 'x'));
        std::this_thread::sleep_for(milliseconds(40));
    }
    connection.read_to_end();
    EXPECT_THAT(server.stop_and_read_log(), HasSubstr(R"("complete":false)"));
}

/// A handler that stays until it is let go.
struct Gate {
    std::mutex mutex;
    std::condition_variable changed;
    int inside = 0;
    bool open = false;

    Response pass() {
        std::unique_lock lock(mutex);
        ++inside;
        changed.notify_all();
        changed.wait(lock, [&] { return open; });
        return Response::text("passed");
    }
    void wait_for(int count) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return inside >= count; });
    }
    void let_go() {
        const std::lock_guard lock(mutex);
        open = true;
        changed.notify_all();
    }
};

TEST(ServerLimits, BoundsTheQueueAndStaysAlive) {
    Gate gate;
    Router router = echo_router();
    router.add("GET", "/gate", [&](const Request&) { return gate.pass(); });
    ServerLimits limits;
    limits.worker_threads = 1;
    limits.worker_queue = 0;
    TestServer server(std::move(router), limits);
    RawConnection busy(server);
    busy.send(get("/gate"));
    gate.wait_for(1);
    const std::string refused = ask(server, get("/hello"));
    EXPECT_THAT(refused, StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(refused, HasSubstr("Retry-After: 1\r\n"));
    EXPECT_THAT(ask(server, get("/healthz")), StartsWith("HTTP/1.1 200"));
    gate.let_go();
    EXPECT_EQ(body_of(busy.read_answer()), "passed");
    // The client has its answer a moment before the thread is free.
    std::string answer = ask(server, get("/hello"));
    for (int attempt = 0; attempt < 500 && answer.starts_with("HTTP/1.1 503"); ++attempt) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        answer = ask(server, get("/hello"));
    }
    EXPECT_EQ(body_of(answer), "hello\n");
}

TEST(ServerLimits, BoundsTheConnections) {
    ServerLimits limits;
    limits.connections = 1;
    TestServer server(echo_router(), limits);
    RawConnection first(server);
    first.send(get("/hello"));
    first.read_answer();
    RawConnection second(server);
    EXPECT_THAT(second.read_to_end(), StartsWith("HTTP/1.1 503"));
    first.send(get("/hello"));
    EXPECT_EQ(body_of(first.read_answer()), "hello\n");
}

TEST(ServerLimits, FinishesWhatIsInFlightWhenItStops) {
    Gate gate;
    Router router;
    router.add("GET", "/gate", [&](const Request&) { return gate.pass(); });
    TestServer server(std::move(router));
    RawConnection idle(server);
    idle.send(get("/healthz"));
    idle.read_answer();
    RawConnection busy(server);
    busy.send(get("/gate"));
    gate.wait_for(1);
    server.request_stop();
    EXPECT_EQ(idle.read_to_end(), "");
    gate.let_go();
    const std::string answer = busy.read_to_end();
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
    EXPECT_EQ(body_of(answer), "passed");
}

}  // namespace
}  // namespace trainingzip::web
