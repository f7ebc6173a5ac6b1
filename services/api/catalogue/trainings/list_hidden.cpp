#include "api/catalogue/trainings/list_hidden.h"

#include "api/catalogue/trainings/training_list.h"
#include "api/catalogue/trainings/trainings_sql.h"

namespace trainingzip::api {

web::Response list_hidden_trainings(const CatalogueContext& context, const web::Request& request,
                                    const auth::Principal&) {
    return training_list(context.database, request,
                         TrainingFilter(trainings_sql::all, trainings_sql::is_hidden), true);
}

}  // namespace trainingzip::api
