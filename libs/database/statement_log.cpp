#include "database/statement_log.h"

#include <soci/soci.h>

#include <memory>
#include <sstream>
#include <stdexcept>

namespace trainingzip::database {
namespace {

class Logger final : public soci::logger_impl {
  public:
    explicit Logger(StatementLog& log) : log_(log) {}
    void start_query(const std::string& statement) override { log_.add(statement); }

  private:
    soci::logger_impl* do_clone() const override { return std::make_unique<Logger>(log_).release(); }

    StatementLog& log_;
};

std::string with_single_spaces(const std::string& statement) {
    std::istringstream words(statement);
    std::string result, word;
    while (words >> word) result += (result.empty() ? "" : " ") + word;
    return result;
}

}  // namespace

StatementLog::StatementLog(const std::filesystem::path& file) : file_(file, std::ios::app) {
    if (!file_) throw std::runtime_error("cannot write the statements to " + file.string());
}

void StatementLog::watch(soci::session& session) {
    session.set_logger(soci::logger(std::make_unique<Logger>(*this).release()));
}

void StatementLog::add(const std::string& statement) {
    const std::string line = with_single_spaces(statement);
    const std::scoped_lock lock(mutex_);
    if (seen_.insert(line).second) file_ << line << std::endl;
}

}  // namespace trainingzip::database
