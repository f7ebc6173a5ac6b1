#include "incident/service_incidents.h"
#include "pose/pose_service.h"

int main(int argument_count, char** arguments) {
    return trainingzip::web::service_main(
        argument_count, arguments, "pose",
        trainingzip::incident::watched(trainingzip::pose::build_pose_service));
}
