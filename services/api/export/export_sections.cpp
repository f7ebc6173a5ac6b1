#include "api/export/export_sections.h"

#include <array>

#include "api/export/export_sql.h"

namespace trainingzip::api {
namespace {

using Kind = ExportKind;
using Key = ExportSection::Key;

constexpr auto profile = std::to_array<ExportColumn>({
    {"userId", Kind::user},
    {"id", Kind::text},
    {"nickName", Kind::text},
    {"email", Kind::text},
    {"emailConfirmedDate", Kind::time},
    {"role", Kind::text},
    {"leaderboard", Kind::boolean},
    {"createdDate", Kind::time},
    {"modifiedDate", Kind::time},
    {"picture", Kind::face},
});
constexpr auto sign_ins = std::to_array<ExportColumn>({
    {"sessionId", Kind::text},
    {"userAgent", Kind::text},
    {"address", Kind::text},
    {"createdDate", Kind::time},
    {"lastUsedDate", Kind::time},
    {"expiresDate", Kind::time},
});
constexpr auto networks = std::to_array<ExportColumn>({
    {"networkHash", Kind::text},
    {"lastSeenDate", Kind::time},
});
constexpr auto trainings = std::to_array<ExportColumn>({
    {"trainingId", Kind::number},
    {"title", Kind::text},
    {"body", Kind::text},
    {"visibility", Kind::text},
    {"category", Kind::text},
    {"state", Kind::text},
    {"hidden", Kind::boolean},
    {"views", Kind::number},
    {"createdDate", Kind::time},
    {"modifiedDate", Kind::time},
    {"page", Kind::page},
    {"video", Kind::video},
    {"thumbnail", Kind::thumbnail},
});
constexpr auto tags = std::to_array<ExportColumn>({{"", Kind::text}});
constexpr auto uploads = std::to_array<ExportColumn>({
    {"fileName", Kind::text},
    {"fileType", Kind::text},
    {"sizeBytes", Kind::number},
    {"state", Kind::text},
    {"width", Kind::number},
    {"height", Kind::number},
    {"durationSeconds", Kind::number},
    {"createdDate", Kind::time},
});
constexpr auto training_details = std::to_array<ExportDetail>({
    {"tags", export_sql::tags, tags},
    {"uploads", export_sql::uploads, uploads},
});
constexpr auto comments = std::to_array<ExportColumn>({
    {"commentId", Kind::number},
    {"trainingId", Kind::number},
    {"parentId", Kind::number},
    {"message", Kind::text},
    {"createdDate", Kind::time},
    {"modifiedDate", Kind::time},
});
constexpr auto likes = std::to_array<ExportColumn>({
    {"trainingId", Kind::number},
    {"createdDate", Kind::time},
    {"page", Kind::page},
});
constexpr auto subscriptions = std::to_array<ExportColumn>({
    {"trainerId", Kind::user},
    {"trainer", Kind::text},
    {"createdDate", Kind::time},
});
constexpr auto playlists = std::to_array<ExportColumn>({
    {"playlistId", Kind::number},
    {"title", Kind::text},
    {"body", Kind::text},
    {"visibility", Kind::text},
    {"createdDate", Kind::time},
    {"modifiedDate", Kind::time},
});
constexpr auto playlist_items = std::to_array<ExportColumn>({{"", Kind::number}});
constexpr auto playlist_details = std::to_array<ExportDetail>({
    {"trainings", export_sql::playlist_items, playlist_items},
});
constexpr auto training_sessions = std::to_array<ExportColumn>({
    {"sessionId", Kind::number},
    {"trainingId", Kind::number},
    {"startedAt", Kind::time},
    {"durationSeconds", Kind::number},
    {"score", Kind::number},
    {"lagSeconds", Kind::number},
    {"isResult", Kind::boolean},
    {"series", Kind::json},
    {"limbs", Kind::json},
    {"createdDate", Kind::time},
});
constexpr auto reports = std::to_array<ExportColumn>({
    {"reportId", Kind::number},
    {"trainingId", Kind::number},
    {"commentId", Kind::number},
    {"reason", Kind::text},
    {"text", Kind::text},
    {"createdDate", Kind::time},
    {"resolvedDate", Kind::time},
});
constexpr auto views = std::to_array<ExportColumn>({
    {"trainingId", Kind::number},
    {"countedDate", Kind::time},
});

constexpr auto sections = std::to_array<ExportSection>({
    {.name = "signIns", .select = export_sql::sign_ins, .columns = sign_ins, .key = Key::text},
    {.name = "knownNetworks", .select = export_sql::networks, .columns = networks, .key = Key::text},
    {.name = "trainings", .select = export_sql::trainings, .columns = trainings, .details = training_details},
    {.name = "comments", .select = export_sql::comments, .columns = comments},
    {.name = "likes", .select = export_sql::likes, .columns = likes},
    {.name = "subscriptions", .select = export_sql::subscriptions, .columns = subscriptions},
    {.name = "playlists", .select = export_sql::playlists, .columns = playlists, .details = playlist_details},
    {.name = "trainingSessions", .select = export_sql::training_sessions, .columns = training_sessions},
    {.name = "reports", .select = export_sql::reports, .columns = reports},
    {.name = "views", .select = export_sql::views, .columns = views, .is_by_viewer = true},
});

}  // namespace

const ExportSection export_profile{.name = "profile", .select = export_sql::profile, .columns = profile};
const std::span<const ExportSection> export_sections = sections;

}  // namespace trainingzip::api
