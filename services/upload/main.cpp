#include "incident/service_incidents.h"
#include "upload/upload_service.h"

int main(int argument_count, char** arguments) {
    return trainingzip::web::service_main(
        argument_count, arguments, "upload",
        trainingzip::incident::watched(trainingzip::upload::build_upload_service));
}
