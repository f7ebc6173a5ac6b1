#include "incident/service_incidents.h"
#include "streaming/service.h"
#include "web/service_main.h"

int main(int argument_count, char** arguments) {
    return trainingzip::web::service_main(
        argument_count, arguments, "streaming",
        trainingzip::incident::watched(trainingzip::streaming::build_service));
}
