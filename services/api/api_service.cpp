#include "api/api_service.h"

#include <memory>
#include <utility>

#include "api/api_context.h"
#include "api/readiness.h"
#include "api/routes.h"

namespace trainingzip::api {
namespace {

struct ApiState {
    ApiState(ApiSettings settings, const Logger& logger)
        : context(std::move(settings), logger),
          readiness([this] { return context.database.check(); }, std::chrono::seconds(2)) {}

    ApiContext context;
    Readiness readiness;
};

}  // namespace

web::Service build_api_service(ConfigSection& section, web::ServerLimits&, const Logger& logger) {
    ApiSettings settings = ApiSettings::load(section);
    section.finish();
    const auto state = std::make_shared<ApiState>(std::move(settings), logger);
    return {make_routes(state->context), [state] { return state->readiness.reason(); }, state};
}

}  // namespace trainingzip::api
