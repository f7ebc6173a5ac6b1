#include "pose/pose_service.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <thread>

#include "base/encoding.h"
#include "base/ids.h"
#include "incident/service_incidents.h"
#include "jobs/job_order.h"
#include "media/made_videos.h"
#include "media/test_media.h"
#include "vision/person_tracker.h"
#include "vision/pose_block.h"
#include "web/client.h"
#include "web/test_server.h"

namespace trainingzip::pose {
namespace {

constexpr const char* secret = "0123456789abcdef0123456789abcdef";

std::string content_of(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The pose server with the shipped settings and a storage of its own.
class PoseService : public test::MadeVideos {
  protected:
    void SetUp() override {
        const auto models = test::model_folder();
        if (!std::filesystem::exists(models / "rtmdet_nano")) TRAININGZIP_NEEDS_MODEL("nanodet");
        std::filesystem::create_directories(path("storage/trainings/7"));
        make_text(secret, "service_token");
        // The program that was built with this test, except that it dies of one file name.
        const auto program =
            std::filesystem::read_symlink("/proc/self/exe").parent_path() / "trainingzip-media";
        make_text("#!/bin/sh\ncase \"$2\" in */poison.mp4) kill -SEGV $$;; esac\nexec '" + program.string() +
                      "' \"$@\"\n",
                  "media_program");
        std::filesystem::permissions(path("media_program"), std::filesystem::perms::owner_all);
        const std::map<std::string, std::string> environment = {
            {"TRAININGZIP_POSE_STORAGE", path("storage").string()},
            {"TRAININGZIP_POSE_SERVICE_TOKEN", path("service_token").string()},
            {"TRAININGZIP_POSE_MEDIA_PROGRAM", path("media_program").string()},
            {"TRAININGZIP_POSE_DETECTOR_MODEL", (models / "rtmdet_nano/rtmdet-nano.onnx").string()},
            {"TRAININGZIP_POSE_POSE_MODEL", (models / "pp_tinypose_256x192/model_fp32_folded.onnx").string()},
            {"TRAININGZIP_POSE_STAND_IN_DETECTOR_MODEL", (models / "nanodet/nanodet.onnx").string()},
            {"TRAININGZIP_POSE_STAND_IN_POSE_MODEL",
             (models / "movenet_thunder/movenet_thunder.onnx").string()},
        };
        const auto shipped = std::filesystem::path(TRAININGZIP_SOURCE_DIR) / "config" / "trainingzip.toml";
        ConfigSection section = ConfigFile::parse(content_of(shipped), environment).section("pose");
        web::ServerLimits limits = web::ServerConfig::load(section).limits;
        // What main reads before the service does.
        incident::IncidentSettings::load(section);
        section.text("incident_api_url");
        web::Service service = build_pose_service(section, limits, Logger("pose", LogLevel::error, log_));
        EXPECT_EQ(service.ready(), "");
        server_ = std::make_unique<web::TestServer>(std::move(service.router), limits);
    }

    static web::Client::Call order(const web::TestServer& server, const std::string& video) {
        web::Client::Call call;
        call.method = "POST";
        call.url = server.url("/jobs");
        call.headers.set("Content-Type", "application/json");
        call.headers.set("Authorization", std::string("Bearer ") + secret);
        call.body = jobs::JobOrder{.training_id = 7,
                                   .upload_id = "0123",
                                   .video = "trainings/7/" + video,
                                   .track = "",
                                   .shape = "",
                                   .trainer = {}}
                        .to_json();
        return call;
    }

    /// The slot of the previous order becomes free a moment after its answer has ended.
    static int status_of(const web::Client::Call& call,
                         const std::function<void(std::string_view)>& on_line = {}) {
        int status = 503;
        for (int attempt = 0; status == 503 && attempt < 200; ++attempt) {
            if (attempt > 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
            status =
                on_line ? web::Client().call_lines(call, on_line).status : web::Client().call(call).status;
        }
        return status;
    }

    std::vector<boost::json::object> answer_to(const web::Client::Call& call) const {
        std::vector<boost::json::object> lines;
        const auto keep = [&](std::string_view line) {
            lines.push_back(boost::json::parse(line).as_object());
        };
        EXPECT_EQ(status_of(call, keep), 200);
        return lines;
    }

    std::string failure_of(const std::string& video) const {
        const auto lines = answer_to(order(*server_, video));
        if (lines.empty() || lines.back().at("type") != "failed") return "";
        return lines.back().at("error").as_string().c_str();
    }

    std::ostringstream log_;
    std::unique_ptr<web::TestServer> server_;
};

TEST_F(PoseService, AnswersAnOrderWithProgressAndBlocks) {
    constexpr std::uint32_t frames = 10;
    make("-i '" + test::training_clip().string() + "' -frames:v " + std::to_string(frames),
         "storage/trainings/7/video.mp4");
    const auto lines = answer_to(order(*server_, "video.mp4"));
    ASSERT_GE(lines.size(), 4u);
    EXPECT_EQ(lines[0].at("type"), "accepted");
    EXPECT_EQ(lines[1].at("type"), "progress");
    EXPECT_EQ(lines[1].at("stage"), "pose");
    EXPECT_EQ(lines[1].at("totalFrames"), frames);
    EXPECT_EQ(lines.back().at("type"), "done");
    EXPECT_EQ(lines.back().at("frames"), frames);
    EXPECT_EQ(lines.back().at("width"), 720);
    EXPECT_EQ(lines.back().at("height"), 1280);
    EXPECT_NEAR(lines.back().at("durationSeconds").to_number<double>(), 2, 0.01);
    EXPECT_TRUE(lines.back().at("notices").as_array().empty());

    std::uint32_t next_frame = 0;
    for (const auto& line : lines) {
        if (line.at("type") != "poses") continue;
        const auto bytes = base64url_decode(line.at("block").as_string());
        ASSERT_TRUE(bytes);
        const vision::PoseBlock block = vision::decode_pose_block(*bytes);
        EXPECT_EQ(block.first_frame, next_frame);
        EXPECT_EQ(line.at("firstFrame").to_number<std::uint32_t>(), next_frame);
        EXPECT_EQ(line.at("frameCount").to_number<std::size_t>(), block.frames.size());
        EXPECT_EQ(block.width, 720);
        for (const auto& frame : block.frames) EXPECT_GT(vision::mean_score(frame.pose), 0.5F);
        next_frame += static_cast<std::uint32_t>(block.frames.size());
    }
    EXPECT_EQ(next_frame, frames);
}

TEST_F(PoseService, TellsHowLongTheTrainerIsNotSeen) {
    const std::string clip = "-i '" + test::training_clip().string() + "'";
    make(clip +
             " -f lavfi -i color=gray:size=720x1280:rate=5:duration=4 -filter_complex "
             "'[0:v]trim=duration=4,setsar=1[a];[1:v]setsar=1[b];[a][b]concat'",
         "storage/trainings/7/goes.mp4");
    const auto line = answer_to(order(*server_, "goes.mp4")).back();
    ASSERT_EQ(line.at("type"), "done");
    const auto& notices = line.at("notices").as_array();
    ASSERT_EQ(notices.size(), 1U);
    EXPECT_EQ(notices[0].at("kind"), "trainer_away");
    EXPECT_NEAR(notices[0].at("seconds").to_number<double>(), 4, 0.5);
}

TEST_F(PoseService, TakesThePersonWhoIsPointedOut) {
    make("-i '" + test::training_clip().string() +
             "' -vf 'scale=360:-2,split[a][b];[b]hflip[c];[a][c]hstack' -frames:v 8",
         "storage/trainings/7/two.mp4");
    const auto people_of = [](const std::vector<boost::json::object>& lines) {
        for (const auto& line : lines) {
            if (line.at("type") == "people") return jobs::read_possible_trainers(line.at("people"));
        }
        return jobs::PossibleTrainers();
    };
    const auto share_of_frames_on = [](const std::vector<boost::json::object>& lines, bool right) {
        double frames = 0;
        double there = 0;
        for (const auto& line : lines) {
            if (line.at("type") != "poses") continue;
            const auto block =
                vision::decode_pose_block(base64url_decode(line.at("block").as_string()).value());
            for (const auto& frame : block.frames) {
                ++frames;
                const float nose = frame.pose[0].position.x;
                if ((nose > static_cast<float>(block.width) / 2) == right) ++there;
            }
        }
        return there / frames;
    };
    const auto people = people_of(answer_to(order(*server_, "two.mp4")));
    ASSERT_EQ(people.size(), 2u);
    EXPECT_EQ(std::ranges::count_if(people, &jobs::PossibleTrainer::is_trainer), 1);
    for (const jobs::PossibleTrainer& person : people) {
        web::Client::Call call = order(*server_, "two.mp4");
        call.body = jobs::JobOrder{.training_id = 7,
                                   .upload_id = "0123",
                                   .video = "trainings/7/two.mp4",
                                   .track = "",
                                   .shape = "",
                                   .trainer = person.place}
                        .to_json();
        const auto lines = answer_to(call);
        EXPECT_EQ(share_of_frames_on(lines, person.place.left > 0.4), 1.0);
        for (const auto& found : people_of(lines))
            EXPECT_EQ(found.is_trainer, found.place.left == person.place.left);
    }
}

TEST_F(PoseService, NamesTheReasonWhenThereAreNoPoses) {
    make("-f lavfi -i testsrc=size=320x240:rate=10:duration=1 -pix_fmt yuv420p",
         "storage/trainings/7/nobody.mp4");
    make("-f lavfi -i sine=duration=1", "storage/trainings/7/sound.mp4");
    make_text("only a text", "storage/trainings/7/text.mp4");
    EXPECT_EQ(failure_of("nobody.mp4"), "1206");
    EXPECT_EQ(failure_of("sound.mp4"), "1202");
    EXPECT_EQ(failure_of("text.mp4"), "1201");
    EXPECT_EQ(failure_of("missing.mp4"), "1201");
}

TEST_F(PoseService, OutlivesADecoderThatDies) {
    const auto video =
        make("-i '" + test::training_clip().string() + "' -frames:v 5", "storage/trainings/7/video.mp4");
    std::filesystem::copy(video, path("storage/trainings/7/poison.mp4"));
    EXPECT_EQ(failure_of("poison.mp4"), "1220");
    EXPECT_EQ(answer_to(order(*server_, "video.mp4")).back().at("type"), "done");
}

TEST_F(PoseService, RefusesOrdersItCannotTake) {
    web::Client::Call call = order(*server_, "video.mp4");
    call.headers.set("Authorization", "Bearer 0123456789abcdef0123456789abcdeX");
    EXPECT_EQ(status_of(call), 401);
    EXPECT_EQ(status_of(order(*server_, "../../../secret")), 400);
    call = order(*server_, "video.mp4");
    call.body = R"({"trainingId":7})";
    EXPECT_EQ(status_of(call), 400);
}

TEST_F(PoseService, AnOrderBeyondTheSlotsComesLater) {
    std::filesystem::copy(test::training_clip(), path("storage/trainings/7/video.mp4"));
    struct Enough {};
    int second_status = 0;
    bool told_when = false;
    const auto run = [&] {
        web::Client().call_lines(order(*server_, "video.mp4"), [&](std::string_view) {
            const auto second = web::Client().call(order(*server_, "video.mp4"));
            second_status = second.status;
            told_when = second.headers.find("Retry-After").has_value();
            throw Enough{};
        });
    };
    EXPECT_THROW(run(), Enough);
    EXPECT_EQ(second_status, 503);
    EXPECT_TRUE(told_when);
}

}  // namespace
}  // namespace trainingzip::pose
