#include "api/operations/incidents/incident_store.h"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <cstdlib>
#include <filesystem>

#include "domain/schema.h"

namespace trainingzip::api {
namespace {

namespace fs = std::filesystem;

class IncidentStoreTest : public testing::Test {
  protected:
    IncidentStoreTest()
        : folder_(make_folder()),
          database_(settings_of(folder_)),
          store_(database_, std::chrono::seconds(1), true) {
        database_.migrate(domain::schema);
    }
    ~IncidentStoreTest() override { fs::remove_all(folder_); }

    static fs::path make_folder() {
        std::string pattern = (fs::temp_directory_path() / "incident store XXXXXX").string();
        return ::mkdtemp(pattern.data());
    }
    static database::DatabaseSettings settings_of(const fs::path& folder) {
        database::DatabaseSettings settings;
        settings.url = "sqlite://" + (folder / "database.sqlite").string();
        settings.connections = 1;
        return settings;
    }
    static incident::Incident incident(const std::string& id, const std::string& fingerprint) {
        incident::Incident result;
        result.id = id;
        result.fingerprint = fingerprint;
        result.server = "pose";
        result.count = 3;
        return result;
    }
    static PageRequest first_page() {
        PageRequest page;
        page.order_by = "id ASC";
        return page;
    }

    fs::path folder_;
    database::Database database_;
    IncidentStore store_;
};

TEST_F(IncidentStoreTest, CountsEqualFaultsOfOneWindowInOneRowAndEachReportOnce) {
    store_.add(incident("1", "a"), 1000);
    store_.add(incident("2", "a"), 1500);
    store_.add(incident("2", "a"), 1600);
    store_.add(incident("3", "b"), 1600);
    store_.add(incident("4", "a"), 2000);
    const auto rows = store_.list(first_page(), false);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].report.id, "1");
    EXPECT_EQ(rows[0].occurrences, 6);
    EXPECT_EQ(rows[0].last_at, 1500);
    EXPECT_EQ(rows[1].report.fingerprint, "b");
    EXPECT_EQ(rows[2].occurrences, 3);
}

TEST_F(IncidentStoreTest, HandsEachRowToSlackUntilItIsSent) {
    store_.add(incident("1", "a"), 1000);
    const auto first = store_.claim_for_slack(1000);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->occurrences_before, 0);
    EXPECT_FALSE(store_.claim_for_slack(1000)) << "taken";
    store_.postpone(first->incident.id, 5000);
    EXPECT_FALSE(store_.claim_for_slack(4999));
    const auto again = store_.claim_for_slack(5000);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->attempts, 2);
    store_.mark_sent(again->incident.id);
    EXPECT_FALSE(store_.claim_for_slack(1'000'000));
    EXPECT_EQ(store_.find(again->incident.id)->slack_state, "sent");

    store_.add(incident("2", "a"), 9000);
    EXPECT_EQ(store_.claim_for_slack(9000)->occurrences_before, 3);
}

TEST_F(IncidentStoreTest, ARowIsSettledOnce) {
    store_.add(incident("1", "a"), 1000);
    const std::int64_t id = store_.list(first_page(), true).at(0).id;
    EXPECT_EQ(store_.count(true), 1);
    database_.with_session([](soci::session& session) {
        session
            << "INSERT INTO users (login_id, password_hash, nick_name, nick_name_key, email, role, state, "
               "created_at, modified_at) VALUES ('a', '', 'a', 'a', '', 'ADMIN', 'ACTIVE', 0, 0)";
    });
    store_.resolve(id, 1, 2000);
    store_.resolve(id, 1, 3000);
    EXPECT_EQ(store_.find(id)->resolved_at, 2000);
    EXPECT_EQ(store_.count(true), 0);
    EXPECT_EQ(store_.count(false), 1);
    EXPECT_FALSE(store_.find(id + 1));

    // What comes back after that is news.
    store_.add(incident("2", "a"), 1500);
    EXPECT_EQ(store_.count(true), 1);
    EXPECT_EQ(store_.find(id)->occurrences, 3);
}

TEST_F(IncidentStoreTest, ForgetsWhatWasSettledLongAgoAndNothingElse) {
    for (const char* id : {"1", "2", "3"}) store_.add(incident(id, id), 1000);
    const auto rows = store_.list(first_page(), true);
    database_.with_session([&](soci::session& session) {
        for (const std::int64_t row : {rows.at(0).id, rows.at(1).id})
            session << "UPDATE incidents SET resolved_at = 1000 + id WHERE id = " << row;
    });
    store_.forget_before(1000 + rows.at(1).id);
    EXPECT_FALSE(store_.find(rows.at(0).id));
    EXPECT_TRUE(store_.find(rows.at(1).id));
    EXPECT_TRUE(store_.find(rows.at(2).id)) << "not settled";
    // Its receipt is forgotten too, so the same report would be a new one.
    store_.add(incident("1", "1"), 10'000);
    EXPECT_EQ(store_.count(true), 2);
}

}  // namespace
}  // namespace trainingzip::api
