#include "shape/suggested_pictures.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "media/jpeg_encoder.h"
#include "media/picture_sizes.h"

namespace trainingzip::shape {
namespace {

/// The picture scaled by that factor, if it is less than 1.
std::string shrunk(const media::Image& image, double factor) {
    const double scale = std::min(1.0, factor);
    const auto side = [&](int pixels) { return std::max(1, static_cast<int>(std::lround(pixels * scale))); };
    return media::encode_jpeg(image.view(), side(image.width()), side(image.height()));
}

void store(const storage::VideoStorage& storage, const std::string& key, const std::string& bytes) {
    storage::StorageWriter writer = storage.writer(key);
    writer.write(bytes);
    writer.commit();
}

}  // namespace

void write_suggested_pictures(const storage::VideoStorage& storage, std::string_view beside,
                              const std::vector<const media::Image*>& best_first) {
    for (int number = 1; number <= storage::most_suggested_pictures; ++number) {
        storage.remove(storage::suggested_picture_key(beside, number));
    }
    int number = 0;
    for (const media::Image* image : best_first) {
        const double longest = std::max(image->width(), image->height());
        store(storage, storage::suggested_picture_key(beside, ++number),
              shrunk(*image, media::longest_stored_side / longest));
    }
    if (best_first.empty()) return;
    const media::Image& best = *best_first.front();
    const double width = best.width();
    store(storage, storage::smaller_picture_key(beside, "medium"), shrunk(best, media::medium_width / width));
    store(storage, storage::smaller_picture_key(beside, "small"), shrunk(best, media::small_width / width));
}

}  // namespace trainingzip::shape
