#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <span>
#include <string>
#include <vector>

#include "speed/measuring.h"
#include "vision/inference_engine.h"

namespace trainingzip {
namespace {

constexpr int rounds = 20;

struct Network {
    std::string path;
    vision::Model model;
    std::vector<std::int64_t> shape;
    std::vector<float> picture;
    std::vector<double> milliseconds;
};

/// Sizes that may vary are 1, the number of pictures.
Network load(const vision::InferenceEngine& engine, const std::string& path) {
    Network network{path, engine.load(path), {}, {}, {}};
    std::size_t count = 1;
    for (const std::int64_t size : network.model.inputs().at(0).shape) {
        network.shape.push_back(std::max<std::int64_t>(size, 1));
        count *= static_cast<std::size_t>(network.shape.back());
    }
    network.picture.assign(count, 0.5F);
    return network;
}

double run(const Network& network) {
    const vision::TensorView picture{network.picture, network.shape};
    const double before = processor_seconds();
    network.model.run({&picture, 1});
    return 1000 * (processor_seconds() - before);
}

/// Rounds go around all networks, so that what else the machine does falls on all of them alike.
void measure(std::span<char*> paths) {
    const vision::InferenceEngine engine({vision::Device::cpu, false, 1, false});
    std::vector<Network> networks;
    networks.reserve(paths.size());
    for (const char* path : paths) networks.push_back(load(engine, path));
    for (Network& network : networks) run(network);
    for (int round = 0; round < rounds; ++round) {
        for (Network& network : networks) network.milliseconds.push_back(run(network));
    }
    for (Network& network : networks) std::sort(network.milliseconds.begin(), network.milliseconds.end());
    const double first = networks.front().milliseconds.front();
    for (const Network& network : networks) {
        const double least = network.milliseconds.front();
        std::printf("%8.1f ms at least, %8.1f ms median, %6.1f times the first  %s\n", least,
                    network.milliseconds[rounds / 2], least / first, network.path.c_str());
    }
}

}  // namespace
}  // namespace trainingzip

int main(int argument_count, char** arguments) {
    if (argument_count < 2) {
        std::fprintf(
            stderr,
            "usage: trainingzip-network-speed NETWORK.onnx...\n"
            "Prints the processor time that one run of each takes, on one picture and one thread.\n");
        return 2;
    }
    try {
        trainingzip::measure({arguments + 1, static_cast<std::size_t>(argument_count) - 1});
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
