#pragma once

#include <cstdint>

#include "api/catalogue/catalogue_context.h"

namespace trainingzip::api {

/// Closes the files of a training if its row says that not everybody may see it. To be called in the
/// transaction that changes the row, after the change and before the commit: files are closed before anybody
/// relies on it.
void close_if_needed(const CatalogueContext& context, soci::session& session, std::int64_t training_id);

/// Opens the files again if the row, as committed, lets everybody see the training. To be called after the
/// commit.
void open_if_allowed(const CatalogueContext& context, std::int64_t training_id);

/// The path below the public address and the query by which video or shape ("video", "shape") can be played
/// now: with a media ticket when the files are closed.
class MediaLinks {
  public:
    MediaLinks(const CatalogueContext& context, std::int64_t training_id);
    std::string path(std::string_view file) const;
    /// "/streaming/training/ID/".
    const std::string& folder() const { return base_; }
    /// Empty when none is needed.
    const std::string& ticket() const { return ticket_; }
    /// Whoever has the links can play the files for a while: nobody may keep an answer with them.
    bool hold_ticket() const { return !ticket_.empty(); }

  private:
    std::string base_;
    std::string ticket_;
};

/// Removes the files of a training whose row is gone, so that they are gone at once. A fault is logged: the
/// upload server sweeps away what stays.
void remove_files(const storage::VideoStorage& storage, std::int64_t training_id, const Logger& logger);

}  // namespace trainingzip::api
