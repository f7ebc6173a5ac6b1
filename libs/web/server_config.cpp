#include <stdexcept>

#include "web/server.h"

namespace trainingzip::web {

ServerConfig ServerConfig::load(ConfigSection& section) {
    ServerConfig config;
    config.address = section.text("address");
    config.port = static_cast<std::uint16_t>(section.integer("port", 0, 65535));
    config.metrics_address = section.text("metrics_address");
    config.metrics_port = static_cast<std::uint16_t>(section.integer("metrics_port", 0, 65535));
    try {
        config.log_level = parse_log_level(section.text("log_level"));
    } catch (const std::invalid_argument& error) {
        throw ConfigError("[" + section.name() + "] log_level: " + error.what());
    }
    try {
        config.processor_priority = parse_processor_priority(section.text("processor_priority"));
    } catch (const std::invalid_argument& error) {
        throw ConfigError("[" + section.name() + "] processor_priority: " + error.what());
    }
    try {
        config.hosts = KnownHosts(section.text("host_names"));
    } catch (const std::invalid_argument& error) {
        throw ConfigError("[" + section.name() + "] host_names: " + error.what());
    }
    try {
        config.proxies = TrustedProxies(section.text("trusted_proxies"));
    } catch (const std::invalid_argument& error) {
        throw ConfigError("[" + section.name() + "] trusted_proxies: " + error.what());
    }
    config.limits.io_threads = static_cast<std::size_t>(section.integer("io_threads", 1, 256));
    config.limits.worker_threads = static_cast<std::size_t>(section.integer("worker_threads", 1, 1024));
    config.limits.connections = static_cast<std::size_t>(section.integer("connections", 1, 1'000'000));
    config.limits.body_timeout = section.seconds("client_timeout_seconds");
    config.limits.write_timeout = config.limits.body_timeout;
    config.limits.body_deadline = section.seconds("body_deadline_seconds");
    config.limits.stop_timeout = section.seconds("stop_timeout_seconds");
    return config;
}

}  // namespace trainingzip::web
