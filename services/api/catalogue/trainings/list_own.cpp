#include "api/catalogue/trainings/list_own.h"

#include "api/catalogue/trainings/training_list.h"
#include "api/catalogue/trainings/trainings_sql.h"

namespace trainingzip::api {

web::Response list_own_trainings(const CatalogueContext& context, const web::Request& request,
                                 const auth::Principal& caller) {
    TrainingFilter filter(trainings_sql::all, trainings_sql::is_owned);
    filter.bind("viewer", caller.user_id);
    return training_list(context.database, request, std::move(filter), true);
}

}  // namespace trainingzip::api
