// Bodies read and answers written piece by piece.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>

#include "web/server.h"
#include "web/test_server.h"

namespace trainingzip::web {
namespace {

using std::chrono::milliseconds;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string post(std::string_view path, std::string_view fields, std::string_view body = "") {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n" +
           std::string(body);
}

/// Adds up what it reads; "/early" answers without reading, "/some" after the first bytes.
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

/// What a long job saw, for the test to wait for.
struct Observed {
    std::mutex mutex;
    std::condition_variable changed;
    bool started = false;
    bool stopped = false;

    void set(bool Observed::*what) {
        const std::lock_guard lock(mutex);
        this->*what = true;
        changed.notify_all();
    }
    bool wait_for(bool Observed::*what) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(10), [&] { return this->*what; });
    }
};

Router writer_router(Observed& observed) {
    Router router;
    router.add_writer("POST", "/lines", "application/x-ndjson",
                      [](const Request& request, ResponseWriter& writer) {
                          writer.write("first " + request.body + "\n");
                          writer.write("");
                          writer.write("second\n");
                      });
    router.add_writer("POST", "/nothing", "text/plain", [](const Request&, ResponseWriter&) {});
    router.add_writer("POST", "/refused", "text/plain", [](const Request&, ResponseWriter&) {
        throw Failure(ErrorCode::service_token_invalid);
    });
    router.add_writer("POST", "/broken", "text/plain", [](const Request&, ResponseWriter& writer) {
        writer.write("half");
        throw std::runtime_error("the job broke");
    });
    router.add_writer("POST", "/flood", "text/plain", [&](const Request&, ResponseWriter& writer) {
        const std::string piece(100'000, 'x');
        try {
            for (int count = 0; count < 10'000; ++count) writer.write(piece);
        } catch (const ClientGone&) {
            observed.set(&Observed::stopped);
            throw;
        }
    });
    // Writes nothing, so that only the stop token can tell it.
    router.add_writer("POST", "/silent", "text/plain", [&](const Request&, ResponseWriter& writer) {
        observed.set(&Observed::started);
        std::mutex mutex;
        std::condition_variable_any changed;
        std::unique_lock lock(mutex);
        changed.wait_for(lock, writer.stop_token(), std::chrono::seconds(10), [] { return false; });
        if (writer.stop_token().stop_requested()) observed.set(&Observed::stopped);
    });
    return router;
}

TEST(ResponseWriter, SendsChunks) {
    Observed observed;
    TestServer server(writer_router(observed));
    RawConnection connection(server);
    connection.send(post("/lines", "Content-Length: 3\r\n", "abc") + post("/nothing", ""));
    const std::string head = connection.read_until("\r\n\r\n");
    EXPECT_THAT(head, HasSubstr("Content-Type: application/x-ndjson\r\n"));
    EXPECT_THAT(head, HasSubstr("Transfer-Encoding: chunked\r\n"));
    EXPECT_THAT(head, Not(HasSubstr("Content-Length")));
    EXPECT_EQ(connection.read_until("0\r\n\r\n"), "a\r\nfirst abc\n\r\n7\r\nsecond\n\r\n0\r\n\r\n");
    EXPECT_THAT(connection.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 200"));
    EXPECT_EQ(connection.read_until("0\r\n\r\n"), "0\r\n\r\n");
}

TEST(ResponseWriter, SendsBarePiecesToHttp10) {
    Observed observed;
    TestServer server(writer_router(observed));
    RawConnection connection(server);
    connection.send("POST /lines HTTP/1.0\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
    const std::string answer = connection.read_to_end();
    EXPECT_THAT(answer, Not(HasSubstr("chunked")));
    EXPECT_THAT(answer, EndsWith("\r\n\r\nfirst x\nsecond\n"));
}

TEST(ResponseWriter, AFailureBeforeTheFirstPieceIsAnAnswer) {
    Observed observed;
    TestServer server(writer_router(observed));
    const std::string answer = ask(server, post("/refused", ""));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 401"));
    EXPECT_THAT(answer, HasSubstr(R"("error":"2014")"));
}

TEST(ResponseWriter, AFailureLaterLeavesTheAnswerUnfinished) {
    Observed observed;
    TestServer server(writer_router(observed));
    RawConnection connection(server);
    connection.send(post("/broken", ""));
    EXPECT_THAT(connection.read_to_end(), EndsWith("\r\n\r\n4\r\nhalf\r\n"));
    const std::string log = server.stop_and_read_log();
    EXPECT_THAT(log, HasSubstr("the job broke"));
    EXPECT_THAT(log, HasSubstr(R"("complete":false)"));
}

TEST(ResponseWriter, TellsASilentJobThatTheClientHasGone) {
    Observed observed;
    TestServer server(writer_router(observed));
    RawConnection connection(server);
    connection.send(post("/silent", ""));
    ASSERT_TRUE(observed.wait_for(&Observed::started));
    connection.close();
    EXPECT_TRUE(observed.wait_for(&Observed::stopped));
}

TEST(ResponseWriter, TellsASilentJobThatTheServerStops) {
    Observed observed;
    TestServer server(writer_router(observed));
    RawConnection connection(server);
    connection.send(post("/silent", ""));
    ASSERT_TRUE(observed.wait_for(&Observed::started));
    server.request_stop();
    EXPECT_TRUE(observed.wait_for(&Observed::stopped));
    // Not the whole answer: the job was cut short.
    EXPECT_THAT(connection.read_to_end(), Not(EndsWith("0\r\n\r\n")));
}

TEST(ResponseWriter, DropsAClientThatDoesNotRead) {
    Observed observed;
    ServerLimits limits;
    limits.write_timeout = milliseconds(200);
    TestServer server(writer_router(observed), limits);
    RawConnection connection(server);
    connection.send(post("/flood", ""));
    EXPECT_TRUE(observed.wait_for(&Observed::stopped));
}

TEST(ResponseWriter, BoundsJobsAtOnce) {
    Observed observed;
    ServerLimits limits;
    limits.writer_threads = 1;
    TestServer server(writer_router(observed), limits);
    RawConnection first(server);
    first.send(post("/silent", ""));
    ASSERT_TRUE(observed.wait_for(&Observed::started));
    const std::string second = ask(server, post("/lines", ""));
    EXPECT_THAT(second, StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(second, HasSubstr("Retry-After: "));
    first.close();
    EXPECT_TRUE(observed.wait_for(&Observed::stopped));
}

TEST(ResponseWriter, IsNotConfusedByWhatTheClientSendsAhead) {
    Observed observed;
    TestServer server(writer_router(observed));
    RawConnection connection(server);
    std::string requests;
    for (int count = 0; count < 1000; ++count) requests += post("/lines", "Content-Length: 1\r\n", "y");
    connection.send(requests);
    for (int count = 0; count < 1000; ++count) {
        connection.read_until("\r\n\r\n");
        ASSERT_EQ(connection.read_until("0\r\n\r\n"), "8\r\nfirst y\n\r\n7\r\nsecond\n\r\n0\r\n\r\n")
            << count;
    }
}

}  // namespace
}  // namespace trainingzip::web
