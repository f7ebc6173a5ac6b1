#include "mail/mail_worker.h"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "database/test_database.h"
#include "domain/schema.h"
#include "mail/smtp_sender.h"

namespace trainingzip::mail {
namespace {

using namespace std::chrono_literals;

constexpr const char* address = "runner@example.org";

class MailWorkerTest : public testing::Test {
  protected:
    MailWorkerTest() : test_database_("sqlite"), database_(test_database_.settings) {
        database_.migrate(domain::schema);
    }

    void add(const std::string& about, UtcTime time = SystemClock().now()) {
        database_.in_transaction([&](soci::session& session) {
            outbox_.add(session, {"greeting", about, Language::english}, time);
        });
    }

    /// Works until no mail waits.
    void work(MailWorker::Compose compose, MailWorker::Send send, int attempts = 3) {
        const incident::JobWatch watch{
            [this](const incident::WatchedJob& job) {
                try {
                    throw;
                } catch (const std::exception& error) {
                    reports_.push_back(job.name + ", " + job.what + ": " + error.what());
                }
            },
            {}};
        MailWorker worker({.attempts = attempts, .first_pause = 1ms}, outbox_, std::move(compose),
                          std::move(send), watch, Logger("test", LogLevel::info, log_), {});
        for (int i = 0; i < 2000 && outbox_.count_waiting() > 0; ++i) std::this_thread::sleep_for(5ms);
        EXPECT_EQ(outbox_.count_waiting(), 0);
    }

    static std::optional<Message> to_somebody(const Order& order) {
        return Message{address, order.about, "text", order.language};
    }
    bool logged(std::string_view event) const {
        return log_.str().find("\"event\":\"" + std::string(event) + '"') != std::string::npos;
    }

    database::TestDatabase test_database_;
    database::Database database_;
    const Outbox outbox_{{.most_waiting = 10, .lifetime = 60s}, database_};
    std::ostringstream log_;
    std::vector<std::string> reports_;
};

TEST_F(MailWorkerTest, SendsEachMailOnce) {
    add("one");
    add("two");
    std::vector<std::string> sent;
    work(to_somebody,
         [&](const Message& message, const std::stop_token&) { sent.push_back(message.subject); });
    EXPECT_EQ(sent, (std::vector<std::string>{"one", "two"}));
    EXPECT_TRUE(logged("mail_sent"));
    EXPECT_TRUE(reports_.empty());
}

TEST_F(MailWorkerTest, TriesAgainWithAMailComposedAnew) {
    add("one");
    int composed = 0;
    int tried = 0;
    work(
        [&](const Order& order) {
            ++composed;
            return to_somebody(order);
        },
        [&](const Message&, const std::stop_token&) {
            if (++tried == 1) throw SendError("the server is away");
        });
    EXPECT_EQ(tried, 2);
    EXPECT_EQ(composed, 2);
    EXPECT_TRUE(logged("mail_postponed"));
    EXPECT_TRUE(reports_.empty());
}

TEST_F(MailWorkerTest, ReportsAMailThatHasRunOutOfAttemptsWithoutItsAddress) {
    add("one");
    int tried = 0;
    work(
        to_somebody,
        [&](const Message&, const std::stop_token&) {
            ++tried;
            throw SendError("the server is away");
        },
        2);
    EXPECT_EQ(tried, 2);
    EXPECT_EQ(reports_, std::vector<std::string>{"mails, greeting: a mail was given up: the server is away"});
    EXPECT_TRUE(logged("mail_given_up"));
    EXPECT_EQ(log_.str().find(address), std::string::npos);
}

TEST_F(MailWorkerTest, AMailThatHasWaitedTooLongIsNotSent) {
    add("one", SystemClock().now() - 61s);
    int tried = 0;
    work(to_somebody, [&](const Message&, const std::stop_token&) { ++tried; });
    EXPECT_EQ(tried, 0);
    EXPECT_EQ(reports_.size(), 1U);
}

TEST_F(MailWorkerTest, ARefusedRecipientIsNoIncident) {
    add("one");
    int tried = 0;
    work(to_somebody, [&](const Message&, const std::stop_token&) {
        ++tried;
        throw RecipientRefused("reply 550");
    });
    EXPECT_EQ(tried, 1);
    EXPECT_TRUE(logged("mail_refused"));
    EXPECT_TRUE(reports_.empty());
}

TEST_F(MailWorkerTest, WhoIsNotThereAnyMoreIsNotWrittenTo) {
    add("one");
    int tried = 0;
    work([](const Order&) { return std::nullopt; }, [&](const Message&, const std::stop_token&) { ++tried; });
    EXPECT_EQ(tried, 0);
    EXPECT_TRUE(reports_.empty());
}

}  // namespace
}  // namespace trainingzip::mail
