#pragma once

#include <string_view>
#include <vector>

#include "media/image.h"
#include "storage/video_storage.h"

namespace trainingzip::shape {

/// Stores these frames as the pictures that are suggested for the training, the best first, in place of
/// those of an earlier attempt; `beside` is the key of the shape video. Throws Failure(storage_full) and
/// what StorageWriter and encode_jpeg() throw.
void write_suggested_pictures(const storage::VideoStorage& storage, std::string_view beside,
                              const std::vector<const media::Image*>& best_first);

}  // namespace trainingzip::shape
