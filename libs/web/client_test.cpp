#include "web/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "web/test_server.h"

namespace trainingzip::web {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;

Router router_for_calls() {
    Router router;
    const auto echo = [](const Request& request) {
        Response response = Response::text(request.method + " " + request.body, "text/x-echo", 201);
        response.headers.add("X-Seen",
                             std::string(request.headers.find("Authorization").value_or("nothing")));
        response.headers.add("X-Type", std::string(request.headers.find("Content-Type").value_or("none")));
        return response;
    };
    for (const char* method : {"GET", "POST", "PUT", "DELETE"}) router.add(method, "/echo", echo, 10'000'000);
    router.add("GET", "/redirect", [](const Request&) {
        Response response = Response::empty(302);
        response.headers.add("Location", "/echo");
        return response;
    });
    router.add("GET", "/large", [](const Request&) { return Response::text(std::string(1'000'000, 'x')); });
    router.add_writer("POST", "/lines", "application/x-ndjson", [](const Request&, ResponseWriter& writer) {
        writer.write("one\ntw");
        writer.write("o\n\nth");
        writer.write("ree\n");
    });
    router.add_writer("POST", "/refused", "text/plain", [](const Request&, ResponseWriter&) {
        throw Failure(ErrorCode::unavailable).with_retry_after(5);
    });
    router.add_writer("POST", "/breaks", "text/plain", [](const Request&, ResponseWriter& writer) {
        writer.write("one\n");
        throw std::runtime_error("the job broke");
    });
    router.add_writer("POST", "/half_line", "text/plain",
                      [](const Request&, ResponseWriter& writer) { writer.write("one\ntw"); });
    router.add_writer("POST", "/silent", "text/plain", [](const Request&, ResponseWriter& writer) {
        writer.write("one\n");
        while (!writer.stop_token().stop_requested()) std::this_thread::sleep_for(milliseconds(5));
    });
    return router;
}

class ClientTest : public testing::Test {
  protected:
    Client::Call call(std::string method, std::string_view path, std::string body = "") const {
        Client::Call call;
        call.method = std::move(method);
        call.url = server_.url(path);
        call.body = std::move(body);
        return call;
    }
    std::vector<std::string> lines(const Client::Call& call) const {
        std::vector<std::string> seen;
        client_.call_lines(call, [&](std::string_view line) { seen.emplace_back(line); });
        return seen;
    }
    /// What the ClientError says; empty when there was none.
    template <typename Work>
    static std::string error_of(Work work) {
        try {
            work();
            return "";
        } catch (const ClientError& error) {
            return error.what();
        }
    }

    TestServer server_{router_for_calls()};
    Client client_;
};

TEST_F(ClientTest, CallsWithEachMethod) {
    for (const char* method : {"GET", "POST", "PUT", "DELETE"}) {
        Client::Call request = call(method, "/echo", "body");
        request.headers.add("Authorization", "Bearer x");
        const ClientResponse response = client_.call(request);
        EXPECT_EQ(response.status, 201);
        EXPECT_EQ(response.body, std::string(method) + " body");
        EXPECT_EQ(response.headers.find("x-seen"), "Bearer x");
        EXPECT_EQ(response.headers.find("x-type"), "none");
    }
    EXPECT_EQ(client_.call(call("POST", "/echo")).body, "POST ");
    const ClientResponse head = client_.call(call("HEAD", "/echo"));
    EXPECT_EQ(head.body, "");
    EXPECT_EQ(head.headers.find("Content-Type"), "text/x-echo");
    EXPECT_EQ(client_.call(call("POST", "/echo", std::string(5'000'000, 'y'))).body.size(), 5'000'005u);
}

TEST_F(ClientTest, ReturnsErrorsAndFollowsNoRedirect) {
    EXPECT_EQ(client_.call(call("GET", "/nothing")).status, 404);
    EXPECT_EQ(client_.call(call("GET", "/redirect")).status, 302);
}

TEST_F(ClientTest, ThrowsWhenTheServerCannotBeReached) {
    Client::Call request;
    request.url = "http://127.0.0.1:1/";
    EXPECT_THAT(error_of([&] { client_.call(request); }), HasSubstr("GET http://127.0.0.1:1/"));
    request.url = "file:///etc/passwd";
    EXPECT_NE(error_of([&] { client_.call(request); }), "");
    request.url = server_.url("/echo");
    request.headers.add("X", "a\r\nY: b");
    EXPECT_THAT(error_of([&] { client_.call(request); }), HasSubstr("malformed"));
}

TEST_F(ClientTest, BoundsTheAnswer) {
    Client::Call request = call("GET", "/large");
    request.body_limit = 999'999;
    EXPECT_THAT(error_of([&] { client_.call(request); }), HasSubstr("too large"));
    request.body_limit = 1'000'000;
    EXPECT_EQ(client_.call(request).body.size(), 1'000'000u);
}

TEST_F(ClientTest, GivesLinesAsTheyCome) {
    EXPECT_THAT(lines(call("POST", "/lines")), ElementsAre("one", "two", "", "three"));
    const ClientResponse refused =
        client_.call_lines(call("POST", "/refused"), [](std::string_view) { FAIL(); });
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.headers.find("Retry-After"), "5");
    EXPECT_THAT(refused.body, HasSubstr("2008"));
}

TEST_F(ClientTest, SeesWhenLinesBreakOff) {
    std::vector<std::string> seen;
    const auto keep = [&](std::string_view line) { seen.emplace_back(line); };
    EXPECT_NE(error_of([&] { client_.call_lines(call("POST", "/breaks"), keep); }), "");
    EXPECT_THAT(error_of([&] { client_.call_lines(call("POST", "/half_line"), keep); }),
                HasSubstr("breaks off"));
    EXPECT_THAT(seen, ElementsAre("one", "one"));
    EXPECT_THAT(error_of([&] { client_.call_lines(call("POST", "/lines"), keep, {}, 2); }),
                HasSubstr("too long"));
}

TEST_F(ClientTest, PassesOnWhatTheReceiverThrows) {
    EXPECT_THROW(
        client_.call_lines(call("POST", "/silent"), [](std::string_view) { throw std::out_of_range("x"); }),
        std::out_of_range);
}

TEST_F(ClientTest, EndsAfterSilence) {
    Client::Call request = call("POST", "/silent");
    request.idle_timeout = milliseconds(100);
    EXPECT_THAT(error_of([&] { lines(request); }), HasSubstr("no answer in time"));
    request.idle_timeout = milliseconds(30'000);
    request.total_timeout = milliseconds(100);
    EXPECT_THAT(error_of([&] { lines(request); }), HasSubstr("no answer in time"));
}

TEST_F(ClientTest, EndsWhenStopped) {
    std::stop_source stop;
    const auto request_stop = [&](std::string_view) { stop.request_stop(); };
    EXPECT_THAT(
        error_of([&] { client_.call_lines(call("POST", "/silent"), request_stop, stop.get_token()); }),
        HasSubstr("stopped"));
}

}  // namespace
}  // namespace trainingzip::web
