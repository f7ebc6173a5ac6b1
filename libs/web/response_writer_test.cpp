// Answers that are written piece by piece.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
