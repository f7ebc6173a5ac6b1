#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/config.h"
#include "metrics/metrics.h"
#include "vision/request_batcher.h"
#include "vision/tensor_shape.h"

namespace trainingzip::vision {

enum class Device { cpu, cuda };

struct EngineSettings {
    Device device = Device::cpu;
    /// With device = cuda: fall back to the CPU where CUDA is not available, instead of refusing to start.
    bool cuda_fallback = false;
    /// Threads that share one inference; 0 takes one per physical core.
    int threads = 0;
    /// Idle threads spin while waiting for work: faster on an idle machine, much slower on a busy one.
    bool allow_spinning = false;
    /// With device = cuda: what is computed together, for all jobs of the server.
    BatchSettings batches{};
    /// With device = cuda: a network is launched whole, instead of node by node.
    bool cuda_graphs = true;

    /// Reads the keys device, cuda_fallback, inference_threads, allow_spinning, batch_size, batch_wait_ms and
    /// cuda_graphs.
    static EngineSettings load(ConfigSection& section);
};

/// The engine or a model cannot be used; what() is a sentence for the operator.
class EngineError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A non-owning view of floats, in row-major order of `shape`.
struct TensorView {
    std::span<const float> values;
    std::vector<std::int64_t> shape;
};

/// Name and shape of an input or output; -1 is a dynamic dimension.
struct TensorDescription {
    std::string name;
    std::vector<std::int64_t> shape;
};

/// The outputs of one run of a model. Owns the numbers.
class Outputs {
  public:
    struct Values;
    explicit Outputs(std::unique_ptr<Values> values);
    Outputs(Outputs&&) noexcept;
    Outputs& operator=(Outputs&&) noexcept;
    ~Outputs();

    std::size_t size() const;
    /// Valid as long as the outputs. Order as in Model::outputs().
    TensorView view(std::size_t index) const;

  private:
    std::unique_ptr<Values> values_;
};

/// A loaded network with float inputs and outputs. Safe to run from several threads; on a GPU what they run
/// at about the same time is computed together, where the first dimension of the network's input is free.
class Model {
  public:
    struct Session;
    explicit Model(std::unique_ptr<Session> session);
    Model(Model&&) noexcept;
    Model& operator=(Model&&) noexcept;
    ~Model();

    const std::vector<TensorDescription>& inputs() const;
    const std::vector<TensorDescription>& outputs() const;

    /// On a GPU plans inputs of this shape, the first of which would take seconds otherwise; on the CPU it
    /// does nothing. The first dimension does not matter. Throws as run() does.
    void prepare(std::vector<std::int64_t> shape) const;

    /// One view for each input, in the order of inputs(); the numbers are not copied on the CPU.
    /// Throws std::invalid_argument when number or sizes do not fit, EngineError when the run fails.
    Outputs run(std::span<const TensorView> inputs) const;

  private:
    std::unique_ptr<Session> session_;
};

/// ONNX Runtime with the device of the settings.
class InferenceEngine {
  public:
    /// Throws EngineError when device is cuda, CUDA cannot be used and cuda_fallback is off.
    explicit InferenceEngine(const EngineSettings& settings, const metrics::Metrics& metrics = {});
    ~InferenceEngine();
    InferenceEngine(const InferenceEngine&) = delete;
    InferenceEngine& operator=(const InferenceEngine&) = delete;

    /// Throws EngineError for a file that is missing, not ONNX, or has inputs or outputs other than float.
    /// Models must not outlive the engine. `name` labels the model in the metrics. With device = cuda a file
    /// beside it whose name ends in _gpu.onnx instead of .onnx is preferred.
    Model load(const std::filesystem::path& path, const std::string& name = "model") const;

    /// The device in use, after a fall-back.
    Device device() const;
    /// Why the CPU is used although CUDA was asked for; empty otherwise.
    const std::string& fallback_reason() const;

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace trainingzip::vision
