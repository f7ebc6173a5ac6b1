#include "api/api_service.h"

int main(int argument_count, char** arguments) {
    return trainingzip::web::service_main(argument_count, arguments, "api",
                                          trainingzip::api::build_api_service);
}
