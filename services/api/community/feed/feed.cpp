#include "api/community/feed/feed.h"

#include "api/catalogue/trainings/training_list.h"
#include "api/catalogue/trainings/trainings_sql.h"
#include "domain/training_access.h"

namespace trainingzip::api {

web::Response read_feed(const CommunityContext& context, const web::Request& request,
                        const auth::Principal& caller) {
    TrainingFilter filter(trainings_sql::from_subscriptions, trainings_sql::is_subscribed);
    filter.require(domain::training_access_sql::listed_for_subscribers);
    filter.bind("viewer", caller.user_id);
    return training_list(context.database, request, std::move(filter), false);
}

}  // namespace trainingzip::api
