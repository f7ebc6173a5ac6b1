#include "api/catalogue/trainings/list.h"

#include "api/catalogue/trainings/training_list.h"
#include "api/catalogue/trainings/trainings_sql.h"
#include "domain/training_access.h"

namespace trainingzip::api {

web::Response list_trainings(const CatalogueContext& context, const web::Request& request) {
    TrainingFilter filter(trainings_sql::all, domain::training_access_sql::listed);
    filter.set_counted({"trainings", std::nullopt});
    return training_list(context.database, request, std::move(filter), false);
}

}  // namespace trainingzip::api
