#include "streaming/service.h"
#include "web/service_main.h"

int main(int argument_count, char** arguments) {
    return trainingzip::web::service_main(argument_count, arguments, "streaming",
                                          trainingzip::streaming::build_service);
}
