#include "jobs/job_client.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "base/ids.h"
#include "jobs/job_endpoint.h"
#include "web/test_server.h"

namespace trainingzip::jobs {
namespace {

using namespace std::chrono_literals;

/// A server with the endpoint, and a client that gives it orders.
class JobClientTest : public testing::Test {
  protected:
    ~JobClientTest() override { std::filesystem::remove(token_file_); }

    std::string serve(
        RunOrder run, std::function<void(const JobOrder&)> check = [](const JobOrder&) {}) {
        web::Router router;
        add_job_endpoint(
            router,
            {JobKind::shape, token_, Logger("shape", LogLevel::error, log_), {}, {}, std::move(check)},
            std::move(run));
        server_.emplace(std::move(router));
        return server_->url("");
    }

    /// The types of the messages that came.
    std::vector<std::string> order_from(JobClient& client) {
        std::vector<std::string> types;
        client.run(
            {.training_id = 7, .upload_id = "ab", .video = "v", .track = "t", .shape = "s", .trainer = {}},
            "",
            {[&] { types.emplace_back("(begin)"); },
             [&](const ProgressMessage& message) { types.emplace_back(message.type()); }},
            {});
        return types;
    }
    JobClient client_for(const std::string& url) { return {http_, JobKind::shape, url, token_}; }

    const std::filesystem::path token_file_ =
        std::filesystem::temp_directory_path() / ("token-" + random_hex(8));
    const auth::ServiceToken token_ = auth::ServiceToken::load_or_make(token_file_);
    std::ostringstream log_;
    const web::Client http_{};
    std::optional<web::TestServer> server_;
};

TEST_F(JobClientTest, FollowsAnOrderToItsEnd) {
    std::string ordered;
    JobClient client = client_for(serve([&](const JobOrder& order, ProgressWriter& progress, const auto&) {
        ordered = order.video + order.shape;
        progress.begin(2);
        progress.done(2, 16, 16, 1);
    }));
    EXPECT_EQ(order_from(client),
              (std::vector<std::string>{"(begin)", "accepted", "progress", "progress", "done"}));
    EXPECT_EQ(ordered, "vs");
    EXPECT_EQ(client.availability().unavailable_for(), 0ms);
}

TEST_F(JobClientTest, BusyServersAreAvailable) {
    JobClient client = client_for(serve(
        {}, [](const JobOrder&) { throw Failure(ErrorCode::unavailable, "full").with_retry_after(7); }));
    try {
        order_from(client);
        FAIL();
    } catch (const ServerBusy& busy) {
        EXPECT_EQ(busy.retry_after(), 7s);
    }
    EXPECT_EQ(client.availability().unavailable_for(), 0ms);
}

TEST_F(JobClientTest, WaitsForAServerWithoutModels) {
    JobClient client =
        client_for(serve({}, [](const JobOrder&) { throw Failure(ErrorCode::models_missing); }));
    EXPECT_THROW(order_from(client), ServerBusy);
    EXPECT_FALSE(client.availability().wait({}, 0ms));
    EXPECT_EQ(client.availability().unavailable_for(), 0ms);
}

TEST_F(JobClientTest, TellsWhatIsNotReachedFromWhatBrokeOff) {
    const std::string url =
        serve([](const JobOrder&, ProgressWriter&, const auto&) { throw web::ClientGone(); });
    JobClient client = client_for(url);
    EXPECT_THROW(order_from(client), ConnectionLost);
    EXPECT_GT(client.availability().unavailable_for(), 0ms);
    server_.reset();
    try {
        order_from(client);
        FAIL();
    } catch (const ServerUnreachable& away) {
        EXPECT_EQ(away.retry_delay(), 0ms);
        EXPECT_GT(away.unreachable_for(), 0ms);
    }
}

TEST_F(JobClientTest, AForeignTokenIsRefused) {
    const std::string url = serve({});
    const auto other_file = token_file_.string() + "-other";
    JobClient client(http_, JobKind::shape, url, auth::ServiceToken::load_or_make(other_file));
    std::filesystem::remove(other_file);
    EXPECT_THROW(order_from(client), ServerUnreachable);
    EXPECT_TRUE(client.availability().wait({}, 1h)) << "its /readyz says nothing, so nobody waits for it";
}

}  // namespace
}  // namespace trainingzip::jobs
