#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <set>
#include <system_error>
#include <thread>
#include <vector>

#include "auth/require_user.h"
#include "auth/secret_file.h"
#include "auth/secret_key.h"
#include "auth/service_token.h"
#include "auth/test_support.h"
#include "base/config.h"

namespace trainingzip::auth {
namespace {

namespace fs = std::filesystem;

constexpr fs::perms owner_only = fs::perms::owner_read | fs::perms::owner_write;

web::Request request_with(const std::string& authorization) {
    web::Request request;
    request.headers.add("Authorization", authorization);
    return request;
}

TEST(SecretFile, IsMadeOnceForItsOwnerAlone) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "secrets" / "token";
    EXPECT_EQ(read_or_make_secret(path, [] { return "first"; }), "first");
    EXPECT_EQ(read_or_make_secret(path, [] { return "second"; }), "first");
    EXPECT_EQ(fs::status(path).permissions(), owner_only);
    EXPECT_EQ(std::distance(fs::directory_iterator(path.parent_path()), {}), 1);
}

TEST(SecretFile, IsClosedToOthers) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "token";
    std::ofstream(path) << "text";
    fs::permissions(path, owner_only | fs::perms::group_read | fs::perms::others_read);
    EXPECT_EQ(read_or_make_secret(path, [] { return ""; }), "text");
    EXPECT_EQ(fs::status(path).permissions(), owner_only);
}

TEST(SecretFile, IsTheSameForServersThatStartTogether) {
    const TemporaryFolder folder;
    std::vector<std::string> read(8);
    {
        std::vector<std::jthread> servers;
        servers.reserve(read.size());
        for (std::size_t i = 0; i < read.size(); ++i) {
            servers.emplace_back([&, i] {
                read[i] = read_or_make_secret(folder.path() / "token", [i] { return std::to_string(i); });
            });
        }
    }
    EXPECT_EQ(std::set<std::string>(read.begin(), read.end()).size(), 1U);
}

TEST(Secret, IsReplacedAsAWholeAndStaysClosed) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "secret";
    read_or_make_secret(path, [] { return std::string(5000, 'x'); });
    replace_secret(path, "short");
    EXPECT_EQ(read_or_make_secret(path, [] { return std::string(); }), "short");
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    EXPECT_THROW(replace_secret(folder.path() / "no" / "folder", "x"), std::system_error);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1) << "nothing else is left behind";
}

TEST(SecretKey, TellsApartPurposesPartsAndKeys) {
    const TemporaryFolder folder;
    const SecretKey key = SecretKey::load_or_make(folder.path() / "key");
    const SecretKey same = SecretKey::load_or_make(folder.path() / "key");
    const SecretKey other = SecretKey::load_or_make(folder.path() / "other");
    EXPECT_EQ(key.mac("a", {"b", "c"}), same.mac("a", {"b", "c"}));
    EXPECT_EQ(key.mac("a", {"b", "c"}).size(), 43U);
    const std::set<std::string> all = {key.mac("a", {"b", "c"}),   key.mac("a", {"bc"}),
                                       key.mac("a", {"bc", ""}),   key.mac("b", {"b", "c"}),
                                       other.mac("a", {"b", "c"}), key.mac("a", {"c", "b"})};
    EXPECT_EQ(all.size(), 6U);
}

TEST(SecretKey, IsALineThatNobodyGuesses) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "key";
    for (const std::string& bad : {std::string(31, 'x'), std::string(40, ' '), std::string()}) {
        std::ofstream(path) << bad;
        EXPECT_THROW(SecretKey::load_or_make(path), ConfigError) << bad;
    }
    // Computed with hmac of Python.
    std::ofstream(path) << std::string(32, 'k') << "\n";
    EXPECT_EQ(SecretKey::load_or_make(path).mac("p", {"one", ""}),
              "e7UawhmG-eru_IJtybgYbp-3XGipYJ4b69q4ScageF0");
}

TEST(ServiceToken, LetsInOnlyItsHolder) {
    const TemporaryFolder folder;
    const ServiceToken token = ServiceToken::load_or_make(folder.path() / "token");
    const ServiceToken same = ServiceToken::load_or_make(folder.path() / "token");
    EXPECT_NO_THROW(token.require(request_with(same.authorization())));
    const std::string good = token.authorization();
    const std::vector<std::string> bad = {"", "Bearer ", "Bearer x", "Basic " + good.substr(7), good + "x"};
    for (const std::string& header : bad) {
        EXPECT_EQ(failure_code([&] { token.require(request_with(header)); }),
                  ErrorCode::service_token_invalid)
            << header;
    }
    EXPECT_EQ(failure_code([&] { token.require({}); }), ErrorCode::service_token_invalid);
    web::Request twice = request_with(token.authorization());
    twice.headers.add("Authorization", "Bearer x");
    EXPECT_EQ(failure_code([&] { token.require(twice); }), ErrorCode::service_token_invalid);
}

TEST(ServiceToken, MustBeLongEnough) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "token") << "short\n";
    EXPECT_THROW(ServiceToken::load_or_make(folder.path() / "token"), ConfigError);
}

TEST(Authenticate, TellsVisitorsFromBadCredentials) {
    const TemporaryFolder folder;
    const FakeClock clock;
    const TokenVerifier verifier(folder.path() / "none.json", clock);
    EXPECT_EQ(authenticate_visitor(verifier, {}), std::nullopt);
    EXPECT_EQ(failure_code([&] { authenticate(verifier, {}); }), ErrorCode::token_wrong_kind);
    for (const std::string header : {"Basic YTpi", "Bearer", "Bearer  ", "token"}) {
        EXPECT_EQ(failure_code([&] { authenticate_visitor(verifier, request_with(header)); }),
                  ErrorCode::token_wrong_kind)
            << header;
    }
    EXPECT_EQ(failure_code([&] { authenticate_visitor(verifier, request_with("bearer x.y")); }),
              ErrorCode::token_malformed);
}

}  // namespace
}  // namespace trainingzip::auth
