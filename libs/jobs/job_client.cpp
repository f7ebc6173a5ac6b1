#include "jobs/job_client.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <charconv>
#include <utility>

#include "base/ids.h"
#include "web/trace_context.h"

namespace trainingzip::jobs {

namespace {

/// For a server that listens but accepts no order.
constexpr std::chrono::seconds retry_delay(1);

/// As long as the media program of the server may take for a frame (media/sandboxed_video_reader.h).
constexpr std::chrono::minutes longest_silence(5);

std::chrono::seconds retry_after(const web::ClientResponse& response) {
    constexpr int longest = 300;
    int seconds = 5;
    const auto header = response.headers.find("Retry-After");
    if (header) std::from_chars(header->data(), header->data() + header->size(), seconds);
    return std::chrono::seconds(std::clamp(seconds, 1, longest));
}

bool is_models_missing(const web::ClientResponse& response) {
    boost::system::error_code error;
    const boost::json::value body = boost::json::parse(response.body, error);
    const boost::json::object* object = body.if_object();
    const boost::json::value* code = object != nullptr ? object->if_contains("error") : nullptr;
    return code != nullptr && code->is_string() &&
           code->get_string() == describe(ErrorCode::models_missing).digits;
}

}  // namespace

JobClient::JobClient(const web::Client& client, JobKind kind, std::string url, auth::ServiceToken token)
    : client_(client),
      name_(std::string(name_of(kind)) + " server"),
      url_(std::move(url)),
      token_(std::move(token)),
      availability_(client, url_) {}

web::Client::Call JobClient::make_call(const JobOrder& order, const std::string& request_id) const {
    web::Client::Call call;
    call.method = "POST";
    call.url = url_ + "/jobs";
    call.headers.add("Authorization", token_.authorization());
    call.headers.add("Content-Type", "application/json");
    web::set_trace(call.headers, request_id.empty() ? new_request_id() : request_id);
    call.body = order.to_json();
    // A job may take hours; the idle timeout ends one whose server has fallen silent. That of a server which
    // others leave no processor may be slow, and one that has died is known by its connection.
    call.total_timeout = std::chrono::milliseconds(0);
    call.idle_timeout = longest_silence;
    return call;
}

void JobClient::run(const JobOrder& order, const std::string& request_id, const Listener& listener,
                    const std::stop_token& stop) {
    // Before its first line the server has not opened the video.
    bool has_begun = false;
    const auto on_line = [&](std::string_view line) {
        if (!std::exchange(has_begun, true)) {
            availability_.mark_available();
            listener.on_begin();
        }
        listener.on_message(ProgressMessage(line));
    };
    try {
        check_status(client_.call_lines(make_call(order, request_id), on_line, stop));
    } catch (const web::NotSent& error) {
        availability_.mark_unreachable();
        throw ServerUnreachable(error.what(), {}, availability_.unavailable_for());
    } catch (const web::ClientError& error) {
        if (stop.stop_requested()) throw;
        if (has_begun) {
            availability_.mark_unreachable();
            throw ConnectionLost(name_ + ": " + error.what());
        }
        availability_.mark_refusing();
        throw ServerUnreachable(error.what(), retry_delay, availability_.unavailable_for());
    }
}

void JobClient::check_status(const web::ClientResponse& response) {
    switch (response.status) {
        case 200:
            return;
        case 401:
            availability_.mark_refusing();
            throw ServerUnreachable(name_ + " refuses the service token", retry_delay,
                                    availability_.unavailable_for());
        case 503:
            if (is_models_missing(response)) {
                availability_.mark_without_models();
                throw ServerBusy(name_ + " waits for models", retry_delay);
            }
            availability_.mark_available();
            throw ServerBusy(name_ + " is busy", retry_after(response));
        default:
            throw Failure(ErrorCode::processing_failed,
                          name_ + ": status " + std::to_string(response.status));
    }
}

}  // namespace trainingzip::jobs
