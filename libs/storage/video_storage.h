#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "storage/storage_metrics.h"

namespace trainingzip::storage {

inline constexpr std::uint64_t most_small_file_bytes = 8 << 20;

/// A file that is being written. commit() makes it visible under its key atomically; without commit() it is
/// removed. Move-only; one thread at a time.
class StorageWriter {
  public:
    StorageWriter(StorageWriter&& other) noexcept;
    StorageWriter& operator=(StorageWriter&&) = delete;
    /// Removes what was written unless commit() succeeded.
    ~StorageWriter();

    /// Appends. Throws Failure(storage_full) when there is no room, std::system_error for other faults.
    void write(std::span<const std::uint8_t> bytes);
    void write(std::string_view bytes);

    /// Bytes given to write() so far.
    std::uint64_t written() const { return written_; }

    /// The temporary file, for writers that need a seekable file of their own (a muxer). It exists, is empty
    /// at first, and its name ends like the key's. Close it before commit().
    const std::filesystem::path& path() const { return temporary_; }

    /// Makes the content durable (fsync) and atomically replaces the previous content of the key. Throws as
    /// write() does; Failure(storage_full) may come only now. Call once.
    void commit();

    /// Atomically replaces the previous content of the key now: whoever opens the key from then on sees what
    /// is written as it comes, and nothing removes the file in the end. Not durable. Throws as write() does.
    /// Call once, instead of commit().
    void reveal();

  private:
    friend class VideoStorage;
    void flush();
    StorageWriter(std::filesystem::path temporary, std::filesystem::path target, StorageMetrics metrics);

    std::filesystem::path temporary_;
    std::filesystem::path target_;
    StorageMetrics metrics_;
    int descriptor_ = -1;
    std::uint64_t written_ = 0;
    std::uint64_t flushed_ = 0;  ///< Bytes that are on their way to the disk.
};

/// The storage of videos, shapes and the id of the published upload: one directory tree, shared by the
/// servers of one machine.
///
/// A key is a relative path of segments of letters, digits, '.', '_' and '-', none starting with '.'.
/// Every call throws Failure(parameter_invalid) for another key, so a key that came from outside cannot
/// leave the root. Safe to use from several threads and processes.
class VideoStorage {
  public:
    /// Creates the root where it does not exist.
    explicit VideoStorage(std::filesystem::path root, const metrics::Metrics& metrics = {});

    /// Creates the folders of the key. Throws Failure(storage_full) when there is no room.
    StorageWriter writer(std::string_view key) const;

    /// Makes the file available under a second key, as a hard link where the file system supports it. Throws
    /// Failure: file_not_found, storage_full.
    void link(std::string_view from, std::string_view to) const;

    /// Where the file of the key is (or would be), for reading.
    std::filesystem::path path_of(std::string_view key) const;
    bool exists(std::string_view key) const;
    /// Bytes. Throws Failure(file_not_found).
    std::uint64_t size(std::string_view key) const;

    /// The content of a file of at most most_small_file_bytes; nullopt when it does not exist. Throws
    /// std::runtime_error for a larger one, std::system_error.
    std::optional<std::string> small_file(std::string_view key) const;

    /// Removes one file; no error when it does not exist.
    void remove(std::string_view key) const;
    /// Removes a file or a folder with all in it; no error when it does not exist.
    void remove_tree(std::string_view key) const;

    /// Atomically makes this upload the one that is served.
    void publish(std::int64_t training_id, std::string_view upload_id) const;
    /// The upload that is served; nullopt when there is none.
    std::optional<std::string> published(std::int64_t training_id) const;

    /// Restricts the files of a training to holders of a media ticket with the new mark, which it returns. A
    /// new mark each time invalidates earlier tickets.
    std::string restrict(std::int64_t training_id) const;
    /// Lifts the restriction.
    void make_public(std::int64_t training_id) const;
    /// The mark that a media ticket must carry; nullopt where none is needed.
    std::optional<std::string> access_mark(std::int64_t training_id) const;

    /// Removes all files of a training, first the one that publishes them; no error when there are none.
    void remove_training(std::int64_t training_id) const;

  private:
    std::filesystem::path root_;
    StorageMetrics metrics_;
};

/// Whether text is an upload id: 32 lower-case hexadecimal digits.
bool is_upload_id(std::string_view text);

/// "trainings/7"
std::string training_key(std::int64_t training_id);
/// "trainings/7/UPLOAD_ID"; throws Failure(parameter_invalid) unless is_upload_id().
std::string upload_key(std::int64_t training_id, std::string_view upload_id);
/// The file as uploaded.
std::string original_key(std::int64_t training_id, std::string_view upload_id);
/// The normalised video.
std::string video_key(std::int64_t training_id, std::string_view upload_id);
/// The silhouette of the trainer.
std::string shape_key(std::int64_t training_id, std::string_view upload_id);
/// A JPEG of a frame that may become the picture of the training, beside the other file of that key; the best
/// is number 1, and numbers go on to most_suggested_pictures. Not all need exist.
std::string suggested_picture_key(std::string_view beside, int number);
inline constexpr int most_suggested_pictures = 6;
/// The best of them in a smaller size: "medium" or "small".
std::string smaller_picture_key(std::string_view beside, std::string_view size);
/// The poses of the trainer on their way to the shape server.
std::string track_key(std::int64_t training_id, std::string_view upload_id);

}  // namespace trainingzip::storage
