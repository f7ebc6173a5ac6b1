#include "incident/spool.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

#include "base/error.h"

namespace trainingzip::incident {

namespace {

std::vector<std::filesystem::path> waiting_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    // An unreadable folder counts as empty: callers continue without it.
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".json" && entry.is_regular_file(error))
            files.push_back(entry.path());
    // Names start with the time, so this is the order of events.
    std::sort(files.begin(), files.end());
    return files;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write_durably(const std::filesystem::path& path, std::string_view content) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good = descriptor >= 0;
    while (good && !content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        good = written > 0;
        if (good) content.remove_prefix(static_cast<std::size_t>(written));
    }
    good = good && ::fsync(descriptor) == 0;
    const int error = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (!good) throw std::system_error(error, std::generic_category(), path.string());
}

}  // namespace

Spool::Spool(std::filesystem::path folder, std::size_t most, Logger logger)
    : folder_(std::move(folder)), most_(most), logger_(std::move(logger)) {
    std::filesystem::create_directories(folder_);
}

void Spool::add(const Incident& incident) {
    const std::vector<std::filesystem::path> files = waiting_files(folder_);
    for (std::size_t i = 0; files.size() - i >= most_ && i < files.size(); ++i) {
        logger_.error("incident_dropped", {{"file", files[i].filename().string()}});
        std::filesystem::remove(files[i]);
    }
    const auto path =
        folder_ / fmt::format("{:015}-{}.json", to_unix_milliseconds(incident.time), incident.id);
    const std::filesystem::path temporary = path.string() + ".part";
    write_durably(temporary, to_json(incident));
    std::filesystem::rename(temporary, path);
}

void Spool::deliver_all(const std::function<void(const Incident&)>& deliver) {
    for (const std::filesystem::path& file : waiting_files(folder_)) {
        Incident incident;
        try {
            incident = parse_incident(content_of(file));
        } catch (const Failure& failure) {
            logger_.error("incident_unreadable",
                          {{"file", file.filename().string()}, {"reason", failure.what()}});
            std::error_code stays;
            std::filesystem::remove(file, stays);
            continue;
        }
        deliver(incident);
        std::filesystem::remove(file);
    }
}

std::size_t Spool::size() const {
    return waiting_files(folder_).size();
}

}  // namespace trainingzip::incident
