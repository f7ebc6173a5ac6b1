#include "jobs/network_report.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace trainingzip::jobs {
namespace {

TEST(NetworkReport, ComesBackAsItWas) {
    using vision::NetworkSet;
    for (const vision::NetworkState& state : {vision::NetworkState{NetworkSet::real, {}},
                                              vision::NetworkState{NetworkSet::stand_in, {"/a/b.onnx"}},
                                              vision::NetworkState{std::nullopt, {"/a \"b\".onnx", "c"}}}) {
        const vision::NetworkState read = read_network_report(network_report(state));
        EXPECT_EQ(read.loaded, state.loaded);
        EXPECT_EQ(read.missing, state.missing);
    }
}

TEST(NetworkReport, RefusesWhatIsNone) {
    for (const char* text : {"", "{}", "[]", R"({"networks":"real"})", R"({"networks":7,"missing":[]})",
                             R"({"networks":"best","missing":[]})", R"({"networks":null,"missing":[1]})",
                             R"({"networks":null,"missing":"a"})"}) {
        EXPECT_THROW(read_network_report(text), Failure) << text;
    }
}

}  // namespace
}  // namespace trainingzip::jobs
