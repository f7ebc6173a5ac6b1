#include "api/trainings/list_own.h"

#include "api/trainings/training_list.h"
#include "api/trainings/trainings_sql.h"

namespace trainingzip::api {

web::Response list_own_trainings(ApiContext& context, const web::Request& request,
                                 const auth::Principal& caller) {
    return training_list(context, request, trainings_sql::is_owned, caller.user_id, true);
}

}  // namespace trainingzip::api
