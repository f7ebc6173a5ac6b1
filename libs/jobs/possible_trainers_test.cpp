#include "jobs/possible_trainers.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/error.h"

namespace trainingzip::jobs {
namespace {

const PossibleTrainers two{
    {{.time_seconds = 0.4, .left = 0.1, .top = 0.2, .width = 0.3, .height = 0.8}, 0.9, false, true},
    {{.time_seconds = 0.4, .left = 0.7, .top = 0, .width = 0.3, .height = 1}, 0.5, true, false}};

bool is_refused(const std::string& text) {
    try {
        read_possible_trainers(boost::json::parse(text));
    } catch (const Failure& failure) {
        return failure.code() == ErrorCode::processing_failed;
    }
    return false;
}

std::string one_with(const std::string& box,
                     const std::string& rest = R"("isStill":false,"isTrainer":true)") {
    return R"([{"timeSeconds":1,"box":)" + box + R"(,"shareOfTime":1,)" + rest + "}]";
}

TEST(PossibleTrainers, ComeBackAsTheyWere) {
    const std::string text = boost::json::serialize(to_json(two));
    EXPECT_EQ(possible_trainers_from_text(text), two);
    EXPECT_EQ(read_person_in_frame(to_json(two[1].place)), two[1].place);
    EXPECT_TRUE(possible_trainers_from_text("[]").empty());
}

TEST(PossibleTrainers, OutsideThePictureAreRefused) {
    EXPECT_FALSE(is_refused(one_with(R"({"left":0,"top":0,"width":1,"height":1})")));
    EXPECT_TRUE(is_refused(one_with(R"({"left":0.5,"top":0,"width":0.6,"height":1})")));
    EXPECT_TRUE(is_refused(one_with(R"({"left":-0.1,"top":0,"width":1,"height":1})")));
    EXPECT_TRUE(is_refused(one_with(R"({"left":0,"top":0,"width":0,"height":1})")));
    EXPECT_TRUE(is_refused(one_with(R"({"left":0,"top":0,"width":1})")));
    EXPECT_TRUE(is_refused(one_with(R"([0,0,1,1])")));
}

TEST(PossibleTrainers, OfAnotherFormAreRefused) {
    const std::string box = R"({"left":0,"top":0,"width":1,"height":1})";
    EXPECT_TRUE(is_refused(one_with(box, R"("isStill":0,"isTrainer":true)")));
    EXPECT_TRUE(is_refused(one_with(box, R"("isStill":false)")));
    EXPECT_TRUE(is_refused("{}"));
    EXPECT_TRUE(is_refused("[1]"));
    std::string many = "[";
    for (int i = 0; i < 17; ++i) {
        const std::string one = one_with(box, R"("isStill":false,"isTrainer":false)");
        many += (i == 0 ? "" : ",") + one.substr(1, one.size() - 2);
    }
    EXPECT_TRUE(is_refused(many + "]"));
    PossibleTrainers both = two;
    both[1].is_trainer = true;
    EXPECT_TRUE(is_refused(boost::json::serialize(to_json(both))));
}

TEST(PossibleTrainers, ThatCannotBeReadAreNobody) {
    EXPECT_TRUE(possible_trainers_from_text("").empty());
    EXPECT_TRUE(possible_trainers_from_text("[{").empty());
    EXPECT_TRUE(possible_trainers_from_text("[{}]").empty());
}

}  // namespace
}  // namespace trainingzip::jobs
