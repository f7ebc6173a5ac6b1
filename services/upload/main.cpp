#include "upload/upload_service.h"

int main(int argument_count, char** arguments) {
    return trainingzip::web::service_main(argument_count, arguments, "upload",
                                          trainingzip::upload::build_upload_service);
}
