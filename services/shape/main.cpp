#include "shape/shape_service.h"

int main(int argument_count, char** arguments) {
    return trainingzip::web::service_main(argument_count, arguments, "shape",
                                          trainingzip::shape::build_shape_service);
}
