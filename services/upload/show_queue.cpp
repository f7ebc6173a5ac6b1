#include "upload/show_queue.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace trainingzip::upload {

web::Response show_queue(UploadContext& context, const web::Request&, const auth::Principal& principal) {
    if (!principal.admin) throw Failure(ErrorCode::not_permitted);
    const std::vector<QueuedJobs> open = context.queue.queued();
    boost::json::array counts;
    for (const JobKind kind : jobs::all_job_kinds) {
        const auto found = std::ranges::find(open, kind, &QueuedJobs::kind);
        const QueuedJobs count = found == open.end() ? QueuedJobs{kind} : *found;
        counts.push_back(boost::json::object{{"kind", jobs::name_of(kind)},
                                             {"waiting", count.waiting},
                                             {"running", count.running},
                                             {"suspects", count.suspects}});
    }
    web::Response response = web::Response::hal(boost::json::object{{"jobs", std::move(counts)}});
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace trainingzip::upload
