#include "upload/receive_video.h"

#include <array>
#include <boost/json/object.hpp>
#include <optional>
#include <system_error>

#include "base/ids.h"
#include "base/rate_limiter.h"
#include "media/sniff.h"
#include "upload/file_name.h"
#include "upload/training_access.h"
#include "web/client_network.h"
#include "web/multipart.h"

namespace trainingzip::upload {

namespace {

/// For the boundary lines and headers around the file.
constexpr std::uint64_t multipart_overhead = 64 * 1024;
/// For an upload that was evicted.
constexpr int retry_after_seconds = 10;

/// Rejects what is not a video by its first bytes, not after gigabytes.
class FirstBytes {
  public:
    void take(std::string_view piece) {
        if (checked_) return;
        head_ += piece.substr(0, media::sniff_bytes - head_.size());
        if (head_.size() == media::sniff_bytes) check();
    }
    void check() {
        if (checked_) return;
        checked_ = true;
        const auto kind = media::sniff(as_bytes(head_));
        if (kind == media::FileKind::unknown) throw Failure(ErrorCode::video_unreadable, "first bytes");
        if (kind == media::FileKind::other_media)
            throw Failure(ErrorCode::video_format_unsupported, "first bytes");
    }

  private:
    static std::span<const std::uint8_t> as_bytes(std::string_view text) {
        return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
    }

    std::string head_;
    bool checked_ = false;
};

/// Receives one file from the client into the storage and the database.
class VideoReceiver {
  public:
    VideoReceiver(UploadContext& context, std::int64_t training_id, LiveUploads::Place& place,
                  std::string request_id)
        : context_(context),
          place_(place),
          upload_{random_hex(16), training_id},
          request_id_(std::move(request_id)) {}

    VideoReceiver(const VideoReceiver&) = delete;
    VideoReceiver& operator=(const VideoReceiver&) = delete;
    ~VideoReceiver() {
        if (begun_ && !kept_) forget();
    }

    void begin_part(const web::PartHeader& part) {
        if (part.name != "video") refuse(part.name, "unknown");
        if (writer_) refuse("video", "repeated");
        if (!part.file_name) refuse("video", "type");
        file_name_ = shown_file_name(*part.file_name);
        file_type_ = shown_media_type(part.content_type);
        context_.uploads.begin(upload_.id, upload_.training_id, file_name_, file_type_, request_id_);
        begun_ = true;
        place_.set_upload(upload_.id);
        writer_.emplace(context_.storage.writer(storage::original_key(upload_.training_id, upload_.id)));
    }

    void take(std::string_view piece) {
        if (writer_->written() + piece.size() > context_.settings.file_limit) {
            throw Failure(ErrorCode::payload_too_large);
        }
        first_bytes_.take(piece);
        writer_->write(piece);
    }

    void end_part() { first_bytes_.check(); }

    void finish() {
        if (!writer_) refuse("video", "required");
        commit();
        context_.uploads.received(upload_, writer_->written());
        kept_ = true;
    }

    /// Keeps the upload as FAILED, so that its owner can see the reason.
    void keep_failed(ErrorCode code, const std::string& detail) {
        if (!begun_) return;
        context_.uploads.fail(upload_, code, detail);
        kept_ = true;
    }

    const std::string& file_name() const { return file_name_; }
    const std::string& file_type() const { return file_type_; }
    const std::string& upload_id() const { return upload_.id; }
    std::uint64_t size() const { return writer_ ? writer_->written() : 0; }

  private:
    [[noreturn]] static void refuse(const std::string& field, const std::string& problem) {
        throw Failure(ErrorCode::body_invalid, "multipart field", {{field, problem}});
    }

    void commit() {
        try {
            writer_->commit();
        } catch (const std::system_error& error) {
            if (context_.uploads.exists(upload_.id)) throw;
            throw Failure(ErrorCode::training_not_found,
                          std::string("gone while its video was received: ") + error.what());
        }
    }

    void forget() {
        writer_.reset();
        try {
            context_.storage.remove_tree(storage::upload_key(upload_.training_id, upload_.id));
            context_.uploads.abandon(upload_);
        } catch (const std::exception& error) {
            // The upload is not touched any more, so the housekeeping removes it soon.
            context_.logger.warning("upload_not_removed",
                                    {{"upload_id", upload_.id}, {"reason", error.what()}});
        }
    }

    UploadContext& context_;
    LiveUploads::Place& place_;
    const UploadName upload_;
    const std::string request_id_;
    std::string file_name_;
    std::string file_type_;
    std::optional<storage::StorageWriter> writer_;
    FirstBytes first_bytes_;
    bool begun_ = false;
    bool kept_ = false;
};

void pump(web::BodyReader& body, const std::string& boundary, VideoReceiver& receiver,
          LiveUploads::Place& place, RateLimiter& rate) {
    web::MultipartParser parser(
        boundary, {[&](const web::PartHeader& part) { receiver.begin_part(part); },
                   [&](std::string_view piece) { receiver.take(piece); }, [&] { receiver.end_part(); }});
    std::vector<char> space(256 * 1024);
    while (const std::size_t count = body.read(space)) {
        place.take(count);
        rate.wait(count);
        parser.feed({space.data(), count});
    }
    parser.finish();
    place.complete();
    receiver.finish();
}

}  // namespace

web::Response receive_video(UploadContext& context, const web::Request& request, web::BodyReader& body,
                            const auth::Principal& principal) {
    const std::int64_t training_id = require_own_training(context.uploads, request, principal);
    if (context.uploads.is_busy(training_id)) throw Failure(ErrorCode::upload_in_progress);
    const auto boundary =
        web::MultipartParser::boundary_of(request.headers.find("Content-Type").value_or(""));
    if (!boundary) throw Failure(ErrorCode::unsupported_media_type);
    if (body.content_length().value_or(0) > context.settings.file_limit + multipart_overhead) {
        throw Failure(ErrorCode::payload_too_large);
    }
    LiveUploads::Place place(
        context.live, principal.user_id, web::client_network(request.client_address), [&body] {
            body.interrupt(Failure(ErrorCode::unavailable, "evicted in favour of a user with fewer uploads")
                               .with_retry_after(retry_after_seconds));
        });
    VideoReceiver receiver(context, training_id, place, request.request_id);
    try {
        pump(body, *boundary, receiver, place, context.receive_rate);
    } catch (const Failure& failure) {
        if (failure.code() == ErrorCode::storage_full) receiver.keep_failed(failure.code(), failure.what());
        throw;
    }
    context.notifier.notify();
    context.logger.info("video_received", {{"training_id", training_id},
                                           {"upload_id", receiver.upload_id()},
                                           {"bytes", receiver.size()},
                                           {"request_id", request.request_id}});
    const std::string self = training_href(request, training_id);
    return web::Response::hal(
        boost::json::object{
            {"fileName", receiver.file_name()},
            {"fileType", receiver.file_type()},
            {"size", receiver.size()},
            {"_links", boost::json::object{{"self", boost::json::object{{"href", self}}},
                                           {"progress", boost::json::object{{"href", self + "/progress"}}}}}},
        202);
}

}  // namespace trainingzip::upload
