#include "web/service_main.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>

#include "base/stop.h"
#include "base/version.h"
#include "metrics/process_metrics.h"
#include "web/metrics_server.h"
#include "web/probe.h"
#include "web/router_table.h"

namespace trainingzip::web {

namespace {

struct Options {
    std::filesystem::path config;
    std::filesystem::path port_file;
    std::filesystem::path metrics_port_file;
    bool routes = false;
    bool help = false;
    bool version = false;
    std::string probed_path;  ///< Empty to serve.
};

std::filesystem::path* file_of_option(Options& options, std::string_view name) {
    if (name == "--config") return &options.config;
    if (name == "--port-file") return &options.port_file;
    if (name == "--metrics-port-file") return &options.metrics_port_file;
    return nullptr;
}

std::string path_of_probe(std::string_view name) {
    if (name == "ready") return "/readyz";
    if (name == "live") return "/healthz";
    throw ConfigError(fmt::format("--probe takes ready or live, not '{}'", name));
}

Options parse_options(std::span<char*> arguments) {
    Options options;
    for (std::size_t index = 1; index < arguments.size(); ++index) {
        const std::string_view argument = arguments[index];
        if (argument == "--help") {
            options.help = true;
            return options;
        }
        if (argument == "--version") {
            options.version = true;
            return options;
        }
        if (argument == "--routes") {
            options.routes = true;
            continue;
        }
        if (argument == "--probe") {
            options.probed_path = path_of_probe(++index < arguments.size() ? arguments[index] : "");
            continue;
        }
        std::filesystem::path* file = file_of_option(options, argument);
        if (file == nullptr) throw ConfigError(fmt::format("unknown option '{}'", argument));
        if (++index == arguments.size()) throw ConfigError(fmt::format("{} needs a file", argument));
        *file = arguments[index];
    }
    if (options.config.empty()) throw ConfigError("--config FILE is missing");
    return options;
}

/// The file that tells the parent process the port while the server runs.
class PortFile {
  public:
    PortFile(std::filesystem::path path, std::uint16_t port) : path_(std::move(path)) {
        if (path_.empty()) return;
        std::filesystem::path unfinished = path_;
        unfinished += fmt::format(".{}", ::getpid());
        std::ofstream stream(unfinished);
        stream << port << '\n';
        stream.close();
        if (!stream) throw std::runtime_error(fmt::format("cannot write '{}'", unfinished.string()));
        std::filesystem::rename(unfinished, path_);
    }
    ~PortFile() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove(path_, ignored);
    }
    PortFile(const PortFile&) = delete;
    PortFile& operator=(const PortFile&) = delete;

  private:
    std::filesystem::path path_;
};

// The usual soft limit of 1024 descriptors is below the configured number of connections.
void raise_descriptor_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

void print_routes(const Router& router) {
    const auto or_dash = [](const std::string& text) { return text.empty() ? "-" : text.c_str(); };
    for (const Route& route : router.table().routes)
        std::printf("%s %s %s %s\n", route.method.c_str(), route.pattern.c_str(), or_dash(route.operation),
                    or_dash(route.access));
}

std::uint16_t port_of_running(const Options& options, std::uint16_t configured) {
    if (configured != 0) return configured;
    std::uint16_t port = 0;
    std::ifstream(options.port_file) >> port;
    if (port == 0) throw ConfigError("the port is chosen at start, and --port-file does not tell it");
    return port;
}

int ask_running(const Options& options, std::string_view name) {
    ConfigSection section = ConfigFile::load(options.config).section(name);
    const ServerConfig config = ServerConfig::load(section);
    const ProbeResult result =
        probe(config.address, port_of_running(options, config.port), options.probed_path);
    std::printf("%s\n", result.text.c_str());
    return result.passed ? 0 : 1;
}

void serve(const Options& options, std::string_view name, const BuildService& build,
           const std::stop_token& stop) {
    ConfigSection section = ConfigFile::load(options.config).section(name);
    ServerConfig config = ServerConfig::load(section);
    const Logger logger{std::string(name), config.log_level};
    std::vector<pid_t> kept = thread_ids();
    std::erase(kept, ::gettid());
    const metrics::Metrics metrics =
        config.metrics_address.empty() ? metrics::Metrics() : metrics::Metrics::create();
    metrics::watch_process(metrics);
    Service service = build(section, config.limits, logger, metrics);
    section.finish();
    const std::shared_ptr<void> state = std::move(service.state);
    if (options.routes) {
        print_routes(service.router);
        return;
    }
    service.hooks.metrics = metrics;
    service.hooks.hosts = config.hosts;
    service.hooks.proxies = config.proxies;
    std::optional<MetricsServer> metrics_server;
    if (metrics.enabled())
        metrics_server.emplace(config.metrics_address, config.metrics_port, metrics, logger, service.hooks);
    const std::uint16_t metrics_port = metrics_server ? metrics_server->port() : std::uint16_t{0};
    Server server(config.address, config.port, config.limits, std::move(service.router), logger,
                  std::move(service.ready), std::move(service.hooks));
    // Only now: on a machine whose processors others use, an idle server would not get through its start. The
    // threads that come later inherit it. The one that waits for signals stays as it is, so that a stop is
    // heard at once.
    set_processor_priority(config.processor_priority, kept);
    const PortFile metrics_port_file(metrics_server ? options.metrics_port_file : "", metrics_port);
    const PortFile port_file(options.port_file, server.port());
    logger.info("started", {{"address", config.address},
                            {"port", server.port()},
                            {"metrics_address", config.metrics_address},
                            {"metrics_port", metrics_port}});
    server.run(stop);
    logger.info("stopped");
}

}  // namespace

int service_main(int argument_count, char** arguments, std::string_view name, const BuildService& build) {
    const StopOnSignal stop;
    try {
        const Options options =
            parse_options({arguments, static_cast<std::size_t>(std::max(argument_count, 0))});
        if (options.help) {
            std::printf(
                "usage: trainingzip-%s --config FILE [--port-file FILE] [--metrics-port-file FILE] "
                "[--routes] [--probe ready|live] [--version]\n",
                std::string(name).c_str());
            return 0;
        }
        if (options.version) {
            std::printf("%s\n", version_line("trainingzip-" + std::string(name)).c_str());
            return 0;
        }
        if (!options.probed_path.empty()) return ask_running(options, name);
        raise_descriptor_limit();
        serve(options, name, build, stop.token());
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "trainingzip-%s: %s\n", std::string(name).c_str(), error.what());
        return 1;
    }
}

}  // namespace trainingzip::web
