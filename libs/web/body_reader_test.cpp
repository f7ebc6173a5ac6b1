// Bodies that are read piece by piece.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "web/server.h"
#include "web/test_server.h"

namespace trainingzip::web {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::StartsWith;

/// "/sum" adds up what it reads; "/early" and "/length" answer without reading.
Router body_router() {
    Router router;
    router.add_body(
        "POST", "/sum",
        [](const Request&, BodyReader& body) {
            std::vector<char> piece(50'000);
            std::uint64_t bytes = 0;
            std::uint64_t sum = 0;
            for (std::size_t got = 0; (got = body.read(piece)) > 0; bytes += got)
                for (std::size_t index = 0; index < got; ++index)
                    sum += static_cast<unsigned char>(piece[index]);
            return Response::text(std::to_string(bytes) + " " + std::to_string(sum));
        },
        10'000'000);
    router.add_body(
        "POST", "/early",
        [](const Request&, BodyReader&) -> Response { throw Failure(ErrorCode::upload_in_progress); },
        10'000'000);
    router.add_body(
        "POST", "/length",
        [](const Request&, BodyReader& body) {
            return Response::text(body.content_length() ? std::to_string(*body.content_length()) : "unknown");
        },
        10'000'000);
    router.add("GET", "/hello", [](const Request&) { return Response::text("hello"); });
    return router;
}

TEST(BodyReader, ReadsLongBodiesOfBothKinds) {
    TestServer server(body_router());
    const std::string body(3'000'000, '\x02');
    RawConnection connection(server);
    connection.send(post("/sum", "Content-Length: 3000000\r\n", body));
    EXPECT_EQ(body_of(connection.read_answer()), "3000000 6000000");
    std::string chunked;
    for (std::size_t start = 0; start < body.size(); start += 300'000)
        chunked += "493e0;x=y\r\n" + body.substr(start, 300'000) + "\r\n";
    connection.send(post("/sum", "Transfer-Encoding: chunked\r\n", chunked + "0\r\nTrailer: t\r\n\r\n"));
    EXPECT_EQ(body_of(connection.read_answer()), "3000000 6000000");
    connection.send(post("/sum", ""));
    EXPECT_EQ(body_of(connection.read_answer()), "0 0");
}

TEST(BodyReader, TellsTheLength) {
    TestServer server(body_router());
    EXPECT_EQ(body_of(ask(server, post("/length", "Content-Length: 2\r\n", "ab"))), "2");
    EXPECT_EQ(body_of(ask(server, post("/length", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n"))),
              "unknown");
}

TEST(BodyReader, AsksForTheBodyOnlyWhenItIsWanted) {
    TestServer server(body_router());
    RawConnection wanted(server);
    wanted.send(post("/sum", "Content-Length: 2\r\nExpect: 100-continue\r\n"));
    EXPECT_EQ(wanted.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    wanted.send("\x01\x02");
    EXPECT_EQ(body_of(wanted.read_answer()), "2 3");
    RawConnection refused(server);
    refused.send(post("/early", "Content-Length: 2\r\nExpect: 100-continue\r\n"));
    const std::string answer = refused.read_answer();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 409"));
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
}

TEST(BodyReader, AnAnswerBeforeTheEndOfTheBodyArrives) {
    TestServer server(body_router());
    RawConnection small(server);
    small.send(post("/early", "Content-Length: 5\r\n", "12345") + "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_THAT(small.read_answer(), StartsWith("HTTP/1.1 409"));
    EXPECT_EQ(body_of(small.read_answer()), "hello");
    // A client that sends all before it reads still gets the answer, not a reset.
    RawConnection large(server);
    large.send(post("/early", "Content-Length: 9000000\r\n", std::string(9'000'000, 'x')));
    EXPECT_THAT(large.read_to_end(), StartsWith("HTTP/1.1 409"));
    RawConnection too_large(server);
    too_large.send(post("/sum", "Content-Length: 10000001\r\n", std::string(1'000'000, 'x')));
    EXPECT_THAT(too_large.read_answer(), StartsWith("HTTP/1.1 413"));
}

TEST(BodyReader, BoundsAChunkedBody) {
    Router router;
    router.add_body(
        "POST", "/sum",
        [](const Request&, BodyReader& body) {
            char piece[10];
            while (body.read(piece) > 0) {
            }
            return Response::empty();
        },
        20);
    TestServer server(std::move(router));
    EXPECT_THAT(ask(server, post("/sum", "Transfer-Encoding: chunked\r\n",
                                 "15\r\n" + std::string(21, 'x') + "\r\n0\r\n\r\n")),
                StartsWith("HTTP/1.1 413"));
    EXPECT_THAT(ask(server, post("/sum", "Transfer-Encoding: chunked\r\n",
                                 "14\r\n" + std::string(20, 'x') + "\r\n0\r\n\r\n")),
                StartsWith("HTTP/1.1 200"));
}

TEST(BodyReader, EndsWhenTheClientIsSlowOrGone) {
    ServerLimits limits;
    limits.body_timeout = milliseconds(150);
    TestServer server(body_router(), limits);
    RawConnection slow(server);
    slow.send(post("/sum", "Content-Length: 10\r\n", "123"));
    EXPECT_THAT(slow.read_answer(), StartsWith("HTTP/1.1 408"));
    {
        RawConnection gone(server);
        gone.send(post("/sum", "Content-Length: 10\r\n", "123"));
    }
    EXPECT_EQ(body_of(ask(server, post("/sum", "Content-Length: 1\r\n", "\x05"))), "1 5");
    EXPECT_THAT(server.stop_and_read_log(), HasSubstr(R"("error":"2010")"));
}

TEST(BodyReader, CanBeInterruptedFromElsewhere) {
    std::mutex mutex;
    std::condition_variable changed;
    BodyReader* reading = nullptr;
    Router router;
    router.add_body(
        "POST", "/held",
        [&](const Request&, BodyReader& body) {
            {
                const std::lock_guard lock(mutex);
                reading = &body;
            }
            changed.notify_all();
            char piece[10];
            while (body.read(piece) > 0) {
            }
            return Response::text("whole");
        },
        1'000);
    TestServer server(std::move(router));
    RawConnection connection(server);
    connection.send(post("/held", "Content-Length: 100\r\n", "1234"));
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return reading != nullptr; });
        reading->interrupt(Failure(ErrorCode::unavailable, "gives way").with_retry_after(7));
    }
    const std::string answer = connection.read_to_end();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(answer, HasSubstr("Retry-After: 7\r\n"));
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
    EXPECT_THAT(answer, HasSubstr(R"("error":"2008")"));
}

TEST(BodyReader, WhoMayNotAskLearnsNothingElse) {
    Router router = body_router();
    const auto admission = [](const Request& request) {
        if (!request.headers.find("Authorization")) throw Failure(ErrorCode::token_wrong_kind);
    };
    std::atomic<int> handled = 0;
    router.add_body(
        "POST", "/closed",
        [&](const Request&, BodyReader&) {
            ++handled;
            return Response::text("in");
        },
        1'000, admission);
    router.add_writer(
        "POST", "/written", "text/plain",
        [&](const Request&, ResponseWriter& writer) {
            ++handled;
            writer.write("in");
        },
        1'000, admission);
    ServerLimits limits;
    limits.body_threads = 1;
    limits.writer_threads = 0;
    TestServer server(std::move(router), limits);
    RawConnection busy(server);
    busy.send(post("/sum", "Content-Length: 10\r\nExpect: 100-continue\r\n"));
    busy.read_until("\r\n\r\n");
    for (const char* path : {"/closed", "/written"}) {
        // The body, which never comes, is not waited for either.
        EXPECT_THAT(ask(server, post(path, "Content-Length: 10\r\n")), StartsWith("HTTP/1.1 401")) << path;
        EXPECT_THAT(ask(server, post(path, "Content-Length: 1\r\nAuthorization: x\r\n", "1")),
                    StartsWith("HTTP/1.1 503"))
            << path;
    }
    busy.send(std::string(10, '\x01'));
    busy.read_answer();
    EXPECT_EQ(body_of(ask(server, post("/closed", "Content-Length: 1\r\nAuthorization: x\r\n", "1"))), "in");
    EXPECT_EQ(handled, 1);
}

TEST(BodyReader, BoundsUploadsAtOnce) {
    ServerLimits limits;
    limits.body_threads = 1;
    TestServer server(body_router(), limits);
    RawConnection first(server);
    first.send(post("/sum", "Content-Length: 10\r\nExpect: 100-continue\r\n"));
    first.read_until("\r\n\r\n");
    const std::string second = ask(server, post("/sum", "Content-Length: 1\r\n", "1"));
    EXPECT_THAT(second, StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(second, HasSubstr("Retry-After: "));
    first.send(std::string(10, '\x01'));
    EXPECT_EQ(body_of(first.read_answer()), "10 10");
}

}  // namespace
}  // namespace trainingzip::web
