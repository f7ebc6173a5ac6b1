#include "web/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "web/test_server.h"

namespace trainingzip::web {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Server, AnswersWithTheFieldsThatEveryAnswerHas) {
    TestServer server(echo_router());
    const std::string answer = ask(server, get("/hello"));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(answer, HasSubstr("Content-Length: 6\r\n"));
    EXPECT_THAT(answer, HasSubstr("Content-Type: text/plain; charset=utf-8\r\n"));
    EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(answer, HasSubstr("Cache-Control: no-store\r\n"));
    EXPECT_THAT(answer, HasSubstr("X-Request-Id: "));
    EXPECT_THAT(answer, HasSubstr("Date: "));
    EXPECT_EQ(body_of(answer), "hello\n");
}

TEST(Server, TakesOnlyWellFormedRequestIds) {
    TestServer server(echo_router());
    EXPECT_THAT(ask(server, get("/hello", "X-Request-Id: abc-DEF_123\r\n")),
                HasSubstr("X-Request-Id: abc-DEF_123\r\n"));
    for (const char* id : {"short", "has space in it", "semi;colon;;"})
        EXPECT_THAT(ask(server, get("/hello", "X-Request-Id: " + std::string(id) + "\r\n")),
                    Not(HasSubstr(id)));
}

TEST(Server, TakesTheTraceIdOfWhoeverTraces) {
    TestServer server(echo_router());
    const std::string id = "0af7651916cd43dd8448eb211c80319c";
    const auto id_of = [&](const std::string& fields) { return ask(server, get("/hello", fields)); };
    EXPECT_THAT(id_of("traceparent: 00-" + id + "-b7ad6b7169203331-01\r\n"),
                HasSubstr("X-Request-Id: " + id));
    EXPECT_THAT(id_of("traceparent: 01-" + id + "-b7ad6b7169203331-01-more\r\n"), HasSubstr(id));
    EXPECT_THAT(id_of("X-Request-Id: of-ours-1\r\ntraceparent: 00-" + id + "-b7ad6b7169203331-01\r\n"),
                HasSubstr("X-Request-Id: of-ours-1"));
    for (const std::string& bad :
         {"00-" + id, "00-" + id + "-b7ad6b7169203331-01-more", "ff-" + id + "-b7ad6b7169203331-01",
          "00-" + id + "-B7AD6B7169203331-01", "00_" + id + "-b7ad6b7169203331-01"})
        EXPECT_THAT(id_of("traceparent: " + bad + "\r\n"), Not(HasSubstr(id))) << bad;
    const std::string zeros(32, '0');
    EXPECT_THAT(id_of("traceparent: 00-" + zeros + "-b7ad6b7169203331-01\r\n"), Not(HasSubstr(zeros)));
}

TEST(Server, RoutesAndRefusesInTheOrderOfHttp) {
    TestServer server(echo_router());
    EXPECT_EQ(body_of(ask(server, get("/things/17"))), "17");
    EXPECT_THAT(ask(server, get("/things/017")), StartsWith("HTTP/1.1 404"));
    EXPECT_THAT(ask(server, get("/things/99999999999999999999")), StartsWith("HTTP/1.1 404"));
    EXPECT_THAT(ask(server, get("/nothing")), HasSubstr(R"("error":"2003")"));
    const std::string wrong = ask(server, "DELETE /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_THAT(wrong, StartsWith("HTTP/1.1 405"));
    EXPECT_THAT(wrong, HasSubstr("Allow: GET, HEAD\r\n"));
}

TEST(Server, AnswersHeadWithTheLengthAndNoBody) {
    TestServer server(echo_router());
    RawConnection connection(server);
    connection.send("HEAD /hello HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/things/5"));
    EXPECT_THAT(connection.read_answer(false), HasSubstr("Content-Length: 6\r\n"));
    EXPECT_EQ(body_of(connection.read_answer()), "5");
}

TEST(Server, ErrorsTellTheClientLittleAndTheLogAll) {
    TestServer server(echo_router());
    const std::string failure = ask(server, get("/failure", "Accept-Language: en\r\n"));
    EXPECT_THAT(failure, StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(failure, HasSubstr("Retry-After: 7\r\n"));
    EXPECT_THAT(failure, HasSubstr("This is not available now."));
    EXPECT_THAT(failure, Not(HasSubstr("secret")));
    const std::string fault = ask(server, get("/fault"));
    EXPECT_THAT(fault, StartsWith("HTTP/1.1 500"));
    EXPECT_THAT(fault, Not(HasSubstr("secret")));
    const std::string log = server.stop_and_read_log();
    EXPECT_THAT(log, HasSubstr("secret detail"));
    EXPECT_THAT(log, HasSubstr(R"("event":"fault")"));
    EXPECT_THAT(log, HasSubstr("secret reason"));
    EXPECT_THAT(log, HasSubstr(R"("route":"/failure","status":503)"));
}

TEST(Server, TellsTheObserverOfFaultsOnlyAndLogsWhatItReturns) {
    std::vector<std::string> seen;
    std::ostringstream log;
    ServerHooks hooks;
    hooks.on_fault = [&](const Request& request) -> std::string {
        try {
            throw;
        } catch (const std::logic_error& error) {
            seen.push_back(request.route + " " + error.what());
        }
        return "[masked]";
    };
    Server server("127.0.0.1", 0, {}, echo_router(), Logger("test", LogLevel::info, log), {}, hooks);
    std::stop_source stop;
    std::jthread thread([&] { server.run(stop.get_token()); });
    for (const char* path : {"/failure", "/fault", "/hello"}) {
        RawConnection connection(server.port());
        connection.send(get(path));
        connection.read_answer();
    }
    stop.request_stop();
    thread.join();
    EXPECT_EQ(seen, std::vector<std::string>{"/fault secret reason"});
    EXPECT_THAT(log.str(), Not(HasSubstr("secret reason")));
    EXPECT_THAT(log.str(), HasSubstr("[masked]"));
}

TEST(Server, LaysItsHooksAroundHandlersAndThreads) {
    std::vector<std::string> events;
    std::ostringstream log;
    const auto held = [&](std::string name) {
        events.push_back(name);
        return std::shared_ptr<void>(nullptr, [&events, name](void*) { events.push_back("end of " + name); });
    };
    ServerHooks hooks;
    hooks.around_thread = [&] { return held("thread"); };
    hooks.around_request = [&](const Request& request) {
        if (request.path == "/hello") throw std::logic_error("from the hook");
        return held(request.path);
    };
    hooks.on_fault = [&](const Request& request) {
        events.push_back("fault of " + request.path);
        return std::string();
    };
    {
        ServerLimits limits;
        limits.worker_threads = 1;
        Server server("127.0.0.1", 0, limits, echo_router(), Logger("test", LogLevel::error, log), {}, hooks);
        std::stop_source stop;
        std::jthread thread([&] { server.run(stop.get_token()); });
        for (const char* path : {"/fault", "/hello"}) {
            RawConnection connection(server.port());
            connection.send(get(path));
            EXPECT_THAT(connection.read_answer(), StartsWith("HTTP/1.1 500"));
        }
        stop.request_stop();
    }
    EXPECT_EQ(events, (std::vector<std::string>{"thread", "/fault", "fault of /fault", "end of /fault",
                                                "fault of /hello", "end of thread"}));
}

TEST(Server, AFieldThatWouldForgeAnotherBecomesAFault) {
    TestServer server(echo_router());
    const std::string answer = ask(server, get("/broken"));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 500"));
    EXPECT_THAT(answer, Not(HasSubstr("Set-Cookie")));
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
    TestServer server(echo_router());
    RawConnection connection(server);
    connection.send(
        get("/things/1") + "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" +
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n1\r\nf\r\n0\r\n\r\n" +
        get("/things/2"));
    EXPECT_EQ(body_of(connection.read_answer()), "1");
    EXPECT_EQ(body_of(connection.read_answer()), "abc");
    EXPECT_EQ(body_of(connection.read_answer()), "def");
    EXPECT_EQ(body_of(connection.read_answer()), "2");
}

TEST(Server, ClosesAfterHttp10AndWhenAsked) {
    TestServer server(echo_router());
    for (const char* request : {"GET /hello HTTP/1.0\r\nHost: a\r\n\r\n",
                                "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: foo, Close\r\n\r\n"}) {
        RawConnection connection(server);
        connection.send(request);
        EXPECT_THAT(connection.read_to_end(), HasSubstr("Connection: close\r\n"));
    }
}

TEST(Server, RefusesWhatIsNotHttp) {
    TestServer server(echo_router());
    for (const char* request : {
             "GET /hello HTTP/1.1\r\n\r\n",
             "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
             "GET /../hello HTTP/1.1\r\nHost: a\r\n\r\n",
             "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
             "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
             "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc",
             "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
         }) {
        const std::string answer = ask(server, request);
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 400")) << request;
        EXPECT_THAT(answer, HasSubstr(R"("error":"2010")")) << request;
    }
}

TEST(Server, TrustsTheForwardedFieldsOfTheGateway) {
    Router router;
    router.add("GET", "/who", [](const Request& request) {
        return Response::text(request.client_address + " " + request.external_base());
    });
    TestServer server(std::move(router));
    EXPECT_EQ(body_of(ask(server, get("/who",
                                      "X-Real-IP: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n"
                                      "X-Forwarded-Host: example.org:8443\r\n"
                                      "X-Forwarded-Prefix: /api\r\n"))),
              "192.0.2.7 https://example.org:8443/api");
    EXPECT_EQ(body_of(ask(server, get("/who"))), "127.0.0.1 http://localhost");
}

TEST(Server, AnswersUnderItsOwnNamesOnly) {
    TestServer server(echo_router());
    const auto status = [&](const std::string& host, const std::string& fields = "") {
        return ask(server, "GET /hello HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n").substr(9, 3);
    };
    const std::string port = std::to_string(server.port());
    for (const std::string& host : {std::string("localhost"), "127.0.0.1:" + port, std::string("[::1]:1"),
                                    std::string("EXAMPLE.org"), std::string("example.org.:8443")})
        EXPECT_EQ(status(host), "200") << host;
    for (const char* host :
         {"evil.example", "localhost.evil.example", "192.0.2.7", "example.org.evil.example"}) {
        EXPECT_EQ(status(host), "421") << host;
        EXPECT_EQ(status("localhost", "X-Forwarded-Host: " + std::string(host) + "\r\n"), "421") << host;
    }
    EXPECT_EQ(status("localhost", "X-Forwarded-Host: a, evil.example\r\n"), "400");
    // RFC 9112, 3.2.2: the target counts.
    EXPECT_THAT(ask(server, "GET http://evil.example/hello HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                StartsWith("HTTP/1.1 421"));
    EXPECT_THAT(ask(server, "GET /nowhere HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
                HasSubstr(R"("error":"2017")"));
}

TEST(Server, KnowsItsMethods) {
    TestServer server(echo_router());
    const auto answer = [&](const std::string& line) {
        return ask(server, line + " HTTP/1.1\r\nHost: a\r\n\r\n");
    };
    for (const char* method : {"TRACE", "PUT", "PATCH", "OPTIONS"}) {
        const std::string refused = answer(std::string(method) + " /hello");
        EXPECT_THAT(refused, StartsWith("HTTP/1.1 405")) << method;
        EXPECT_THAT(refused, HasSubstr("Allow: GET, HEAD\r\n")) << method;
        EXPECT_THAT(answer(std::string(method) + " /nowhere"), StartsWith("HTTP/1.1 404")) << method;
    }
    for (const char* line :
         {"CONNECT a:443", "CONNECT /hello", "BREW /hello", "get /hello", "BREW /nowhere"}) {
        const std::string refused = answer(line);
        EXPECT_THAT(refused, StartsWith("HTTP/1.1 501")) << line;
        EXPECT_THAT(refused, HasSubstr(R"("error":"2016")")) << line;
    }
}

TEST(Server, DoesNotWaitForTheEndOfLinesThatEndOtherwise) {
    // Were it to wait, 408 would come.
    ServerLimits limits;
    limits.header_timeout = std::chrono::seconds(5);
    limits.body_timeout = std::chrono::seconds(5);
    TestServer server(echo_router(), limits);
    const std::string chunked = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const std::string& bytes : {
             std::string("\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n"),
             std::string("GET /hello HTTP/1.1\nHost: a\n\n"),
             std::string("GET /hello HTTP/1.1\nHo"),
             std::string("GET /hello HTTP/1.1\rHost: a\r\r"),
             std::string("GET /hello HTTP/1.1\r\nHost: a\n\r\n"),
             std::string("GET /hello HTTP/1.1\r\nHost: a\n\n"),
             std::string("GET /hello HTTP/1.1\r\nHost: a\r\nX: b\rc"),
             std::string("GET /hello HTTP/1.1\r\nHost: a\r\n\n"),
             chunked + "3\nabc\r\n0\r\n\r\n",
             chunked + "3\n",
             chunked + "3\rabc",
             chunked + "3;name=value\nabc",
             chunked + "3;name=\"val\nue\"",
             chunked + "3\r\nabc\n0\r\n\r\n",
             chunked + "3\r\nabc\n",
             chunked + "3\r\nabc\r0",
             chunked + "3\r\nabc\r\n0\n\n",
             chunked + "3\r\nabc\r\n0\n",
             chunked + "3\r\nabc\r\n0\r\n\n",
             chunked + "3\r\nabc\r\n0\r\nTrailer: x\n",
             chunked + "3\r\nabc\r\n0\r\nTrailer: x\r\n\n",
             chunked + "3\r\nabc\r\n0\r\nTrailer: x\ry",
         }) {
        RawConnection connection(server);
        connection.send(bytes);
        const std::string answer = connection.read_to_end();
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 400")) << bytes;
        EXPECT_THAT(answer, HasSubstr("Connection: close\r\n")) << bytes;
    }
    // In pieces, and with what RFC 9112 allows.
    RawConnection connection(server);
    for (const char character : "\r\n" + chunked + "03;a=\"b\"\r\nabc\r\n1\r\n\n\r\n0\r\nTrailer: x\r\n\r\n")
        connection.send({&character, 1});
    EXPECT_EQ(body_of(connection.read_answer()), "abc\n");
}

TEST(Server, SendsPartsOfFiles) {
    const auto path =
        std::filesystem::temp_directory_path() / ("trainingzip_server_test_" + std::to_string(::getpid()));
    std::string content(300'000, '\0');
    for (std::size_t index = 0; index < content.size(); ++index)
        content[index] = static_cast<char>(index * 7 % 251);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    ASSERT_NE(file, nullptr);
    std::fwrite(content.data(), 1, content.size(), file);
    std::fclose(file);
    Router router;
    router.add("GET", "/file", [&](const Request&) {
        Response response;
        response.body = FileBody{std::make_shared<OpenFile>(path), 10, 299'000};
        return response;
    });
    router.add("GET", "/parts", [&](const Request&) {
        const auto open = std::make_shared<OpenFile>(path);
        Response response;
        response.body = PartsBody{"<", FileBody{open, 5, 3}, "|", FileBody{open, 200'000, 70'000}, ">"};
        return response;
    });
    router.add("GET", "/short", [&](const Request&) {
        Response response;
        response.body = FileBody{std::make_shared<OpenFile>(path), 299'990, 100};
        return response;
    });
    TestServer server(std::move(router));
    EXPECT_EQ(body_of(ask(server, get("/file"))), content.substr(10, 299'000));
    EXPECT_EQ(body_of(ask(server, get("/parts"))),
              "<" + content.substr(5, 3) + "|" + content.substr(200'000, 70'000) + ">");
    RawConnection cut(server);
    cut.send(get("/short"));
    EXPECT_EQ(body_of(cut.read_to_end()), content.substr(299'990));
    std::filesystem::remove(path);
}

TEST(Server, SaysWhenItIsReady) {
    TestServer ready(echo_router());
    EXPECT_THAT(ask(ready, get("/healthz")), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(ask(ready, get("/readyz")), StartsWith("HTTP/1.1 200"));
    TestServer waiting(echo_router(), {}, [] { return std::string("the model is loading"); });
    EXPECT_THAT(ask(waiting, get("/healthz")), StartsWith("HTTP/1.1 200"));
    const std::string answer = ask(waiting, get("/readyz"));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 503"));
    EXPECT_EQ(body_of(answer), "the model is loading\n");
}

TEST(Server, SaysWhyItCannotListen) {
    TestServer server(echo_router());
    const Logger logger("test", LogLevel::error);
    try {
        const Server second("127.0.0.1", server.port(), {}, Router(), logger, {});
        FAIL() << "two servers on one port";
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), HasSubstr("cannot listen on 127.0.0.1:"));
    }
    EXPECT_THROW(Server("not an address", 0, {}, Router(), logger, {}), std::runtime_error);
}

}  // namespace
}  // namespace trainingzip::web
