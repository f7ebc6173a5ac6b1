#include "api/trainings/list.h"

#include "api/trainings/training_list.h"
#include "api/trainings/trainings_sql.h"

namespace trainingzip::api {

web::Response list_trainings(ApiContext& context, const web::Request& request) {
    return training_list(context, request, trainings_sql::is_visible, 0, false);
}

}  // namespace trainingzip::api
