#include "pose/pose_service.h"

int main(int argument_count, char** arguments) {
    return trainingzip::web::service_main(argument_count, arguments, "pose",
                                          trainingzip::pose::build_pose_service);
}
