#pragma once

#include "web/client_network.h"

namespace trainingzip::api {

using web::client_network;

}  // namespace trainingzip::api
