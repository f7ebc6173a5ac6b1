#include "storage/video_storage.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "base/encoding.h"
#include "base/error.h"
#include "base/ids.h"

namespace trainingzip::storage {
namespace {

constexpr std::size_t longest_key = 512;
constexpr std::size_t upload_id_digits = 32;
constexpr std::size_t access_mark_bytes = 16;
// What is written goes to the disk piece by piece, two at most behind: gigabytes that wait in memory would in
// the end hold up everybody who writes a line of a log.
constexpr std::uint64_t flush_bytes = 8 << 20;

[[noreturn]] void fail(const StorageMetrics& metrics, int error, const std::string& what,
                       const std::filesystem::path& path) {
    const std::string detail = what + " " + path.string() + ": " + std::system_category().message(error);
    // EFBIG: the file system or a limit of the process ends below the size of the file.
    if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
        metrics.full.add();
        throw Failure(ErrorCode::storage_full, detail);
    }
    metrics.failed.add();
    throw std::system_error(error, std::system_category(), what + " " + path.string());
}

bool is_key_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

void check_key(std::string_view key) {
    bool valid = !key.empty() && key.size() <= longest_key && key.back() != '/';
    bool at_start = true;
    for (const char c : key) {
        valid = valid && (at_start ? is_key_character(c) && c != '.' : is_key_character(c) || c == '/');
        at_start = c == '/';
    }
    if (!valid) throw Failure(ErrorCode::parameter_invalid, "storage key not valid: " + std::string(key));
}

/// "trainings/7/" of "trainings/7/x"; "" of "x".
std::string folder_of(std::string_view key) {
    const std::size_t slash = key.rfind('/');
    return std::string(slash == std::string_view::npos ? "" : key.substr(0, slash + 1));
}

void sync_folder(const StorageMetrics& metrics, const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) fail(metrics, errno, "open", folder);
    const int result = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (result != 0) fail(metrics, error, "fsync", folder);
}

}  // namespace

StorageWriter::StorageWriter(std::filesystem::path temporary, std::filesystem::path target,
                             StorageMetrics metrics)
    : temporary_(std::move(temporary)), target_(std::move(target)), metrics_(std::move(metrics)) {
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (descriptor_ < 0) fail(metrics_, errno, "create", temporary_);
}

StorageWriter::StorageWriter(StorageWriter&& other) noexcept
    : temporary_(std::exchange(other.temporary_, {})),
      target_(std::move(other.target_)),
      metrics_(std::move(other.metrics_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      written_(other.written_),
      flushed_(other.flushed_) {}

StorageWriter::~StorageWriter() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void StorageWriter::write(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
        if (count < 0) {
            if (errno == EINTR) continue;
            fail(metrics_, errno, "write", target_);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        written_ += static_cast<std::uint64_t>(count);
        metrics_.written_bytes.add(static_cast<double>(count));
    }
    if (written_ - flushed_ >= flush_bytes) flush();
}

void StorageWriter::flush() {
    const auto before = static_cast<off_t>(flushed_ - std::min(flushed_, flush_bytes));
    const auto begin = static_cast<off_t>(flushed_);
    const auto end = static_cast<off_t>(written_);
    // Advice to the kernel: faults show at fsync().
    ::sync_file_range(descriptor_, begin, end - begin, SYNC_FILE_RANGE_WRITE);
    if (begin > before) {
        ::sync_file_range(descriptor_, before, begin - before,
                          SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
    }
    flushed_ = written_;
}

void StorageWriter::write(std::string_view bytes) {
    write(as_bytes(bytes));
}

void StorageWriter::commit() {
    // The path is opened anew: a muxer may have replaced the file that descriptor_ refers to.
    ::close(std::exchange(descriptor_, -1));
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail(metrics_, errno, "open", temporary_);
    if (::fsync(descriptor_) != 0) fail(metrics_, errno, "fsync", temporary_);
    if (::close(std::exchange(descriptor_, -1)) != 0) fail(metrics_, errno, "close", temporary_);
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(metrics_, errno, "rename", temporary_);
    temporary_.clear();
    sync_folder(metrics_, target_.parent_path());
}

void StorageWriter::reveal() {
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(metrics_, errno, "rename", temporary_);
    temporary_.clear();
}

VideoStorage::VideoStorage(std::filesystem::path root, const metrics::Metrics& metrics)
    : root_(std::move(root)), metrics_(metrics, root_) {
    std::filesystem::create_directories(root_);
}

StorageWriter VideoStorage::writer(std::string_view key) const {
    const std::filesystem::path target = path_of(key);
    std::error_code error;
    std::filesystem::create_directories(target.parent_path(), error);
    if (error) fail(metrics_, error.value(), "create folder", target.parent_path());
    // The leading dot keeps it out of the keys; the end keeps the extension that muxers go by.
    const std::string name = ".part-" + random_hex(8) + "-" + target.filename().string();
    return StorageWriter(target.parent_path() / name, target, metrics_);
}

void VideoStorage::link(std::string_view from, std::string_view to) const {
    const std::filesystem::path source = path_of(from);
    const std::filesystem::path target = path_of(to);
    if (!exists(from)) throw Failure(ErrorCode::file_not_found, std::string(from));
    std::error_code error;
    std::filesystem::create_directories(target.parent_path(), error);
    if (error) fail(metrics_, error.value(), "create folder", target.parent_path());
    std::filesystem::create_hard_link(source, target, error);
    if (!error) return;
    std::filesystem::copy_file(source, target, std::filesystem::copy_options::overwrite_existing, error);
    if (error) fail(metrics_, error.value(), "copy", target);
}

std::filesystem::path VideoStorage::path_of(std::string_view key) const {
    check_key(key);
    return root_ / key;
}

bool VideoStorage::exists(std::string_view key) const {
    return std::filesystem::is_regular_file(path_of(key));
}

std::uint64_t VideoStorage::size(std::string_view key) const {
    std::error_code error;
    const std::uint64_t size = std::filesystem::file_size(path_of(key), error);
    if (error) throw Failure(ErrorCode::file_not_found, std::string(key) + ": " + error.message());
    return size;
}

std::optional<std::string> VideoStorage::small_file(std::string_view key) const {
    const std::filesystem::path path = path_of(key);
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
        fail(metrics_, errno, "open", path);
    }
    std::string content;
    std::array<char, 65'536> part;
    while (file.read(part.data(), part.size()), file.gcount() > 0) {
        content.append(part.data(), static_cast<std::size_t>(file.gcount()));
        if (content.size() > most_small_file_bytes)
            throw std::runtime_error("file too large: " + path.string());
    }
    if (file.bad()) fail(metrics_, errno, "read", path);
    return content;
}

void VideoStorage::remove(std::string_view key) const {
    std::error_code error;
    std::filesystem::remove(path_of(key), error);
    if (error) fail(metrics_, error.value(), "remove", path_of(key));
}

void VideoStorage::remove_tree(std::string_view key) const {
    std::error_code error;
    std::filesystem::remove_all(path_of(key), error);
    if (error) fail(metrics_, error.value(), "remove", path_of(key));
}

void VideoStorage::publish(std::int64_t training_id, std::string_view upload_id) const {
    if (!is_upload_id(upload_id)) throw Failure(ErrorCode::parameter_invalid, "upload id not valid");
    StorageWriter mark = writer(training_key(training_id) + "/current");
    mark.write(upload_id);
    mark.commit();
}

std::optional<std::string> VideoStorage::published(std::int64_t training_id) const {
    std::ifstream stream(path_of(training_key(training_id) + "/current"), std::ios::binary);
    std::string upload_id(upload_id_digits, '\0');
    if (!stream.read(upload_id.data(), static_cast<std::streamsize>(upload_id.size()))) return std::nullopt;
    if (!is_upload_id(upload_id)) return std::nullopt;
    return upload_id;
}

std::string VideoStorage::restrict(std::int64_t training_id) const {
    std::string mark = random_hex(access_mark_bytes);
    StorageWriter file = writer(training_key(training_id) + "/access");
    file.write(mark);
    file.commit();
    return mark;
}

void VideoStorage::make_public(std::int64_t training_id) const {
    remove(training_key(training_id) + "/access");
}

std::optional<std::string> VideoStorage::access_mark(std::int64_t training_id) const {
    const std::filesystem::path path = path_of(training_key(training_id) + "/access");
    std::ifstream stream(path, std::ios::binary);
    // An unreadable file keeps access restricted: no ticket carries an empty mark.
    if (!stream) return std::filesystem::exists(path) ? std::optional<std::string>("") : std::nullopt;
    std::string mark(2 * access_mark_bytes, '\0');
    stream.read(mark.data(), static_cast<std::streamsize>(mark.size()));
    mark.resize(static_cast<std::size_t>(stream.gcount()));
    return mark;
}

void VideoStorage::remove_training(std::int64_t training_id) const {
    const std::string key = training_key(training_id);
    remove(key + "/current");
    remove_tree(key);
}

bool is_upload_id(std::string_view text) {
    return text.size() == upload_id_digits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

std::string training_key(std::int64_t training_id) {
    return "trainings/" + std::to_string(training_id);
}

std::string upload_key(std::int64_t training_id, std::string_view upload_id) {
    if (!is_upload_id(upload_id)) throw Failure(ErrorCode::parameter_invalid, "upload id not valid");
    return training_key(training_id) + "/" + std::string(upload_id);
}

std::string original_key(std::int64_t training_id, std::string_view upload_id) {
    return upload_key(training_id, upload_id) + "/original";
}

std::string video_key(std::int64_t training_id, std::string_view upload_id) {
    return upload_key(training_id, upload_id) + "/video.mp4";
}

std::string shape_key(std::int64_t training_id, std::string_view upload_id) {
    return upload_key(training_id, upload_id) + "/shape.mp4";
}

std::string suggested_picture_key(std::string_view beside, int number) {
    return folder_of(beside) + "picture-" + std::to_string(number) + ".jpg";
}

std::string smaller_picture_key(std::string_view beside, std::string_view size) {
    return folder_of(beside) + "picture-" + std::string(size) + ".jpg";
}

std::string track_key(std::int64_t training_id, std::string_view upload_id) {
    return upload_key(training_id, upload_id) + "/track";
}

}  // namespace trainingzip::storage
