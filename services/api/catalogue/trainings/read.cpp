#include "api/catalogue/trainings/read.h"

#include <soci/soci.h>

#include <boost/json/array.hpp>

#include "api/catalogue/pictures/picture_links.h"
#include "api/catalogue/trainings/tags.h"
#include "api/catalogue/trainings/training_answer.h"
#include "api/catalogue/trainings/training_files.h"
#include "api/catalogue/trainings/trainings_sql.h"
#include "api/http/hal.h"
#include "auth/user_id.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

struct Community {
    std::int64_t likes = 0;
    int liked_by_caller = 0;
    int subscribed_by_caller = 0;
    std::string networks;
};

Community find_community(soci::session& session, std::int64_t id, const auth::Principal* caller) {
    Community community;
    const std::int64_t user_id = caller ? caller->user_id : 0;
    session << trainings_sql::select_community, soci::into(community.likes),
        soci::into(community.liked_by_caller), soci::into(community.subscribed_by_caller),
        soci::into(community.networks), soci::use(id, "id"), soci::use(user_id, "caller");
    return community;
}

/// Failing to count a view is no reason to withhold the training.
bool count_view(const CatalogueContext& context, const web::Request& request, std::int64_t id,
                const auth::Principal* caller) {
    try {
        return context.views.count(id, request, caller, context.now());
    } catch (const Failure& failure) {
        context.logger.warning("view_not_counted", {{"training_id", id}, {"reason", failure.what()}});
        return false;
    } catch (const std::exception&) {
        // The training may be deleted while its view is counted; the database then rejects rows that refer
        // to it.
        context.database.with_session([&](soci::session& session) { require_visible(session, id, caller); });
        throw;
    }
}

boost::json::object links_of(const web::Request& request, const Training& training, const MediaLinks& media,
                             bool owned) {
    const std::string path = training_path(training.id);
    boost::json::object links = make_links(request, {{"self", path},
                                                     {"profile", profile_path("read-training")},
                                                     {"poses", path + "/poses"},
                                                     {"comments", path + "/comments"},
                                                     {"leaderboard", path + "/leaderboard"},
                                                     {"video", media.path("video")},
                                                     {"shape", media.path("shape")}});
    add_picture_links(links, request, "thumbnail", thumbnail_path(training.id), training.thumbnail_at);
    add_picture_links(links, request, "trainerImage", profile_image_path(training.owner_id),
                      training.trainer_image_at);
    if (owned) {
        for (auto& [relation, link] :
             make_links(request, {{"updateTraining", path}, {"deleteTraining", path}})) {
            links[relation] = std::move(link);
        }
    }
    return links;
}

}  // namespace

web::Response read_training(const CatalogueContext& context, const web::Request& request,
                            const auth::Principal* caller) {
    const std::int64_t id = training_id(request);
    Training training;
    Community community;
    std::vector<std::string> tags;
    context.database.with_session([&](soci::session& session) {
        training = require_visible(session, id, caller);
        community = find_community(session, id, caller);
        tags = find_tags(session, id);
    });
    const bool owned = caller && caller->user_id == training.owner_id;
    // Who made it looks at it to work on it.
    const bool is_view = !owned && request.method != "HEAD";
    if (is_view && count_view(context, request, id, caller)) ++training.views;

    boost::json::object body = {
        {"trainingId", training.id},
        {"title", training.title},
        {"trainerId", auth::user_id_text(training.owner_id)},
        {"trainer", training.trainer},
        {"body", training.body},
        {"views", training.views},
        {"likes", community.likes},
        {"subscribe", community.subscribed_by_caller > 0},
        {"like", community.liked_by_caller > 0},
        {"createdDate", to_iso8601(from_unix_milliseconds(training.created_at))},
        {"modifiedDate", to_iso8601(from_unix_milliseconds(training.modified_at))},
        {"visibility", training.visibility},
        {"category", training.category},
        {"tags", boost::json::array(tags.begin(), tags.end())},
        {"networks",
         community.networks.empty() ? boost::json::value() : boost::json::value(community.networks)},
    };
    if (owned) body["state"] = training.state;
    // Then only the owner and admins see it.
    if (training.hidden != 0) body["hidden"] = true;
    const MediaLinks media(context, id);
    body["_links"] = links_of(request, training, media, owned);
    web::Response response = web::Response::hal(body);
    if (media.hold_ticket()) response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace trainingzip::api
