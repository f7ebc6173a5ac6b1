#include "jobs/job_kind.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace trainingzip::jobs {
namespace {

TEST(JobKind, HasANameThatLeadsBackToIt) {
    std::set<std::string> names;
    for (const JobKind kind : all_job_kinds) {
        EXPECT_EQ(find_job_kind(name_of(kind)), kind);
        names.emplace(name_of(kind));
    }
    EXPECT_EQ(names, (std::set<std::string>{"normalise", "pose", "shape"}));
    for (const char* other : {"", "Pose", "poses", "shape "}) EXPECT_FALSE(find_job_kind(other)) << other;
}

TEST(JobKind, AllButTheFirstAreOrderedFromServers) {
    EXPECT_TRUE(std::ranges::equal(all_job_kinds.begin() + 1, all_job_kinds.end(), remote_job_kinds.begin(),
                                   remote_job_kinds.end()));
}

}  // namespace
}  // namespace trainingzip::jobs
