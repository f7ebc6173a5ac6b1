#include "upload/thumbnail_store.h"

#include <soci/soci.h>

#include "base/encoding.h"
#include "database/bytes.h"
#include "upload/thumbnails_sql.h"

namespace trainingzip::upload {
namespace {

void insert_size(soci::session& session, std::int64_t training_id, const std::string& size,
                 const std::string& jpeg) {
    database::Bytes bytes(session, as_bytes(jpeg));
    session << thumbnails_sql::insert_size, soci::use(training_id, "training"), soci::use(size, "size"),
        bytes.use("bytes");
}

}  // namespace

bool ThumbnailStore::suggest(std::int64_t training_id, const ThumbnailSizes& sizes) {
    return database_.in_transaction([&](soci::session& session) {
        const std::int64_t now = to_unix_milliseconds(clock_.now());
        std::int64_t changed = 0;
        database::Bytes large(session, as_bytes(sizes.large));
        session << thumbnails_sql::suggest, soci::into(changed), large.use("bytes"), soci::use(now, "now"),
            soci::use(training_id, "training");
        if (!session.got_data()) return false;
        session << thumbnails_sql::remove_sizes, soci::use(training_id, "training");
        insert_size(session, training_id, "medium", sizes.medium);
        insert_size(session, training_id, "small", sizes.small);
        return true;
    });
}

}  // namespace trainingzip::upload
