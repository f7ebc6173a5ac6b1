#pragma once

#include <cstdint>

#include "api/catalogue/catalogue_context.h"

namespace trainingzip::api {

/// Restricts the files of a training unless its row says that everybody may see it. Call it in the
/// transaction that changes the row, after the change and before the commit, so that files are restricted
/// before anybody relies on it.
void close_if_needed(const CatalogueContext& context, soci::session& session, std::int64_t training_id);

/// Makes the files public again if the committed row lets everybody see the training. Call it after the
/// commit.
void open_if_allowed(const CatalogueContext& context, std::int64_t training_id);

/// The path below the public address and the query by which video or shape ("video", "shape") can be played
/// now: with a media ticket if the files are restricted.
class MediaLinks {
  public:
    MediaLinks(const CatalogueContext& context, std::int64_t training_id);
    std::string path(std::string_view file) const;
    /// "/streaming/training/ID/".
    const std::string& folder() const { return base_; }
    /// Empty when none is needed.
    const std::string& ticket() const { return ticket_; }
    /// The links grant access for a while: responses with them must not be stored.
    bool hold_ticket() const { return !ticket_.empty(); }

  private:
    std::string base_;
    std::string ticket_;
};

/// Removes the files of a deleted training immediately. Errors are logged: the upload server removes what
/// is left later.
void remove_files(const storage::VideoStorage& storage, std::int64_t training_id, const Logger& logger);

}  // namespace trainingzip::api
