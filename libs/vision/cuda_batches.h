#pragma once

#include <onnxruntime_cxx_api.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "vision/cuda_runtime.h"
#include "vision/request_batcher.h"
#include "vision/tensor_shape.h"

namespace trainingzip::vision {

/// Computes batches on a GPU. A batch is padded to the largest number of rows, so that the shapes are fixed:
/// cuDNN plans each convolution for one shape, which takes long. For each shape of a row there is a
/// session and memory on both sides; with CUDA graphs it is one launch instead of one for each node. The
/// first batch takes seconds, see Model::prepare(). To be used from one thread, which CUDA graphs ask for.
class CudaBatches {
  public:
    struct Ports {
        std::string input;
        std::vector<std::string> outputs;
    };
    struct GpuSession {
        Ort::Session session{nullptr};
        bool has_graphs = false;
    };
    /// Opens the network anew, to compute on the stream.
    using Open = std::function<GpuSession(const CudaStream& stream)>;

    /// Throws EngineError.
    CudaBatches(std::shared_ptr<const CudaRuntime> runtime, Open open, Ports ports,
                std::size_t largest_batch);
    ~CudaBatches();
    CudaBatches(const CudaBatches&) = delete;
    CudaBatches& operator=(const CudaBatches&) = delete;

    /// A RequestBatcher::Compute. Throws EngineError.
    void compute(std::span<BatchRequest* const> requests);

  private:
    struct Plan;

    Plan& plan_for(const TensorShape& request);
    std::unique_ptr<Plan> make_plan(const TensorShape& shape);
    void make_outputs(Plan& plan);
    static void run(Plan& plan, const char* graph);

    CudaStream stream_;
    Open open_;
    Ports ports_;
    std::size_t largest_batch_;
    Ort::MemoryInfo device_memory_;
    std::map<TensorShape, std::unique_ptr<Plan>> plans_;  ///< By the shape of the batch.
};

}  // namespace trainingzip::vision
