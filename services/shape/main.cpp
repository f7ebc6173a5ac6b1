#include "incident/service_incidents.h"
#include "shape/shape_service.h"

int main(int argument_count, char** arguments) {
    return trainingzip::web::service_main(
        argument_count, arguments, "shape",
        trainingzip::incident::watched(trainingzip::shape::build_shape_service));
}
