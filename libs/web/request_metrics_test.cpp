#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "web/client.h"
#include "web/metrics_server.h"
#include "web/test_server.h"

namespace trainingzip::web {
namespace {

using testing::HasSubstr;
using testing::Not;

class RequestMetricsTest : public testing::Test {
  protected:
    ServerHooks hooks() const {
        ServerHooks result;
        result.metrics = metrics_;
        return result;
    }
    std::string page() const { return metrics_.page(); }
    /// A request is counted a moment after its answer has arrived.
    bool shows(const std::string& line) const {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (std::chrono::steady_clock::now() < deadline) {
            if (page().find("\n" + line + "\n") != std::string::npos) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }

    const metrics::Metrics metrics_ = metrics::Metrics::create();
};

std::string count_of(const std::string& method, const std::string& route, int status, int count) {
    return "trainingzip_http_requests_total{method=\"" + method + "\",route=\"" + route + "\",status=\"" +
           std::to_string(status) + "\"} " + std::to_string(count);
}

TEST_F(RequestMetricsTest, CountsByPatternMethodAndStatus) {
    TestServer server(echo_router(), {}, {}, hooks());
    for (const char* path : {"/things/1", "/things/2", "/things/3"}) ask(server, get(path));
    ask(server, get("/fault"));
    ask(server, post("/echo", "Content-Length: 4\r\n", "four"));
    ask(server, post("/things/1", "Content-Length: 0\r\n"));
    EXPECT_TRUE(shows(count_of("GET", "/things/{id}", 200, 3))) << page();
    EXPECT_TRUE(shows(count_of("GET", "/fault", 500, 1))) << page();
    EXPECT_TRUE(shows(count_of("POST", "/echo", 200, 1))) << page();
    EXPECT_TRUE(shows(count_of("POST", "none", 405, 1))) << page();
    EXPECT_TRUE(
        shows("trainingzip_http_request_duration_seconds_count{method=\"GET\",route=\"/things/{id}\"} 3"));
    EXPECT_TRUE(shows("trainingzip_http_received_bytes_total 4")) << page();
}

TEST_F(RequestMetricsTest, WhatAClientWritesIsNoLabel) {
    TestServer server(echo_router(), {}, {}, hooks());
    ask(server, get("/secret-path-of-a-client"));
    ask(server, "INVENTED /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    ask(server, "nonsense\r\n\r\n");
    EXPECT_TRUE(shows(count_of("GET", "none", 404, 1))) << page();
    EXPECT_TRUE(shows(count_of("other", "none", 501, 1))) << page();
    EXPECT_TRUE(shows(count_of("other", "none", 400, 1))) << page();
    EXPECT_THAT(page(), Not(HasSubstr("secret-path")));
    EXPECT_THAT(page(), Not(HasSubstr("INVENTED")));
}

TEST_F(RequestMetricsTest, ShowsWhatIsInFlightAndWhatWaits) {
    std::atomic<bool> open = false;
    Router router;
    router.add("GET", "/gate", [&](const Request&) {
        open.wait(false);
        return Response::empty();
    });
    ServerLimits limits;
    limits.worker_threads = 2;
    TestServer server(std::move(router), limits, {}, hooks());
    std::vector<std::unique_ptr<RawConnection>> connections;
    for (int index = 0; index < 5; ++index) {
        connections.push_back(std::make_unique<RawConnection>(server));
        connections.back()->send(get("/gate"));
    }
    EXPECT_TRUE(shows("trainingzip_http_requests_in_flight 5")) << page();
    EXPECT_TRUE(shows("trainingzip_http_connections 5")) << page();
    EXPECT_TRUE(shows("trainingzip_workers_busy{pool=\"handlers\"} 2")) << page();
    EXPECT_TRUE(shows("trainingzip_worker_queue_length{pool=\"handlers\"} 3")) << page();
    EXPECT_TRUE(shows("trainingzip_workers{pool=\"handlers\"} 2"));
    open = true;
    open.notify_all();
    for (const auto& connection : connections) connection->read_answer();
    EXPECT_TRUE(shows(count_of("GET", "/gate", 200, 5))) << page();
    EXPECT_TRUE(shows("trainingzip_http_requests_in_flight 0")) << page();
    EXPECT_TRUE(shows("trainingzip_worker_queue_length{pool=\"handlers\"} 0"));
    EXPECT_TRUE(shows("trainingzip_workers_busy{pool=\"handlers\"} 0"));
    connections.clear();
    EXPECT_TRUE(shows("trainingzip_http_connections 0")) << page();
}

TEST_F(RequestMetricsTest, CountsConnectionsThatAreTurnedAway) {
    ServerLimits limits;
    limits.connections = 1;
    TestServer server(echo_router(), limits, {}, hooks());
    RawConnection first(server);
    first.send(get("/hello"));
    first.read_answer();
    RawConnection second(server);
    EXPECT_THAT(second.read_to_end(), HasSubstr(" 503 "));
    EXPECT_TRUE(shows("trainingzip_http_connections_refused_total 1")) << page();
}

TEST_F(RequestMetricsTest, NothingIsLostBetweenConnections) {
    constexpr int clients = 8;
    constexpr int rounds = 50;
    ServerLimits limits;
    limits.io_threads = 2;
    TestServer server(echo_router(), limits, {}, hooks());
    {
        std::vector<std::jthread> threads;
        threads.reserve(clients);
        for (int client = 0; client < clients; ++client) {
            threads.emplace_back([&server] {
                RawConnection connection(server);
                for (int round = 0; round < rounds; ++round) {
                    connection.send(get("/things/" + std::to_string(round + 1)));
                    connection.read_answer();
                }
            });
        }
    }
    EXPECT_TRUE(shows(count_of("GET", "/things/{id}", 200, clients * rounds))) << page();
}

TEST_F(RequestMetricsTest, ThePageHasAPortOfItsOwn) {
    std::ostringstream log;
    metrics_.counter("calls_total", "Calls.").add(3);
    const MetricsServer metrics_server("127.0.0.1", 0, metrics_, Logger("test", LogLevel::info, log),
                                       hooks());
    const std::string base = "http://127.0.0.1:" + std::to_string(metrics_server.port());
    for (int time = 0; time < 2; ++time) {
        web::Client::Call call;
        call.url = base + "/metrics";
        const ClientResponse answer = Client().call(call);
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.headers.find("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
        EXPECT_THAT(answer.body, HasSubstr("calls_total 3\n"));
        EXPECT_THAT(answer.body, Not(HasSubstr("trainingzip_http_requests_total")));
    }
    EXPECT_EQ(log.str(), "");
    TestServer server(echo_router(), {}, {}, hooks());
    EXPECT_THAT(ask(server, get("/metrics")), HasSubstr(" 404 "));
}

}  // namespace
}  // namespace trainingzip::web
