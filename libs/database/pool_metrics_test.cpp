#include "database/pool_metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trainingzip::database {
namespace {

using testing::HasSubstr;

TEST(PoolMetrics, AConnectionIsInUseUntilItIsGivenBack) {
    const auto metrics = metrics::Metrics::create();
    const PoolMetrics pool(metrics, 8);
    {
        PoolMetrics::Wait wait(pool);
        EXPECT_THAT(metrics.page(), HasSubstr("trainingzip_database_connections_waiting 1\n"));
        EXPECT_THAT(metrics.page(), HasSubstr("trainingzip_database_connections_in_use 0\n"));
        wait.succeed();
    }
    EXPECT_THAT(metrics.page(), HasSubstr("trainingzip_database_connections_waiting 0\n"));
    EXPECT_THAT(metrics.page(), HasSubstr("trainingzip_database_connections_in_use 1\n"));
    EXPECT_THAT(metrics.page(), HasSubstr("trainingzip_database_connection_wait_seconds_count 1\n"));
    EXPECT_THAT(metrics.page(), HasSubstr("trainingzip_database_connection_timeouts_total 0\n"));
    pool.given_back();
    EXPECT_THAT(metrics.page(), HasSubstr("trainingzip_database_connections_in_use 0\n"));
    EXPECT_THAT(metrics.page(), HasSubstr("trainingzip_database_connections 8\n"));
}

TEST(PoolMetrics, AWaitThatDoesNotSucceedWasInVain) {
    const auto metrics = metrics::Metrics::create();
    const PoolMetrics pool(metrics, 1);
    { const PoolMetrics::Wait wait(pool); }
    EXPECT_THAT(metrics.page(), HasSubstr("trainingzip_database_connection_timeouts_total 1\n"));
    EXPECT_THAT(metrics.page(), HasSubstr("trainingzip_database_connections_in_use 0\n"));
    EXPECT_THAT(metrics.page(), HasSubstr("trainingzip_database_connection_wait_seconds_count 1\n"));
}

}  // namespace
}  // namespace trainingzip::database
