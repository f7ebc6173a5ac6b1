#include "vision/cuda_batches.h"

#include <algorithm>
#include <utility>

#include "vision/inference_engine.h"

namespace trainingzip::vision {

namespace {

// What ONNX Runtime calls the graph of a session, and running without one.
constexpr const char* the_graph = "1";
constexpr const char* no_graph = "-1";

}  // namespace

/// What is kept for batches of one shape.
struct CudaBatches::Plan {
    struct Output {
        TensorShape shape;
        std::unique_ptr<CudaStagingBuffer> values;
        Ort::Value tensor{nullptr};

        std::size_t row_values() const {
            return count_values(shape) / static_cast<std::size_t>(shape.front());
        }
    };

    std::unique_ptr<CudaStagingBuffer> values;
    Ort::Value tensor{nullptr};
    std::vector<Output> outputs;
    GpuSession on_gpu;
    Ort::IoBinding binding{nullptr};
};

CudaBatches::CudaBatches(std::shared_ptr<const CudaRuntime> runtime, Open open, Ports ports,
                         std::size_t largest_batch)
    : stream_(std::move(runtime)),
      open_(std::move(open)),
      ports_(std::move(ports)),
      largest_batch_(largest_batch),
      device_memory_("Cuda", OrtDeviceAllocator, 0, OrtMemTypeDefault) {}

CudaBatches::~CudaBatches() = default;

void CudaBatches::compute(std::span<BatchRequest* const> requests) {
    std::size_t rows = 0;
    for (const BatchRequest* request : requests) rows += request->rows();
    try {
        Plan& plan = plan_for(requests.front()->shape);
        auto input = plan.values->host().begin();
        std::size_t used = 0;
        for (const BatchRequest* request : requests) {
            input = std::copy(request->values.begin(), request->values.end(), input);
            used += request->values.size();
        }
        plan.values->copy_to_device(used, stream_);
        run(plan, the_graph);
        for (const Plan::Output& output : plan.outputs)
            output.values->copy_to_host(rows * output.row_values(), stream_);
        stream_.wait();
        std::size_t from = 0;
        for (BatchRequest* request : requests) {
            for (const Plan::Output& output : plan.outputs) {
                const auto part = output.values->host().subspan(from * output.row_values(),
                                                                request->rows() * output.row_values());
                TensorShape shape = output.shape;
                shape.front() = request->shape.front();
                request->outputs.push_back({{part.begin(), part.end()}, std::move(shape)});
            }
            from += request->rows();
        }
    } catch (const Ort::Exception& error) {
        throw EngineError(std::string("inference failed: ") + error.what());
    }
}

CudaBatches::Plan& CudaBatches::plan_for(const TensorShape& request) {
    TensorShape shape = request;
    shape.front() = static_cast<std::int64_t>(largest_batch_);
    const auto known = plans_.find(shape);
    if (known != plans_.end()) return *known->second;
    auto plan = make_plan(shape);
    return *plans_.emplace(std::move(shape), std::move(plan)).first->second;
}

std::unique_ptr<CudaBatches::Plan> CudaBatches::make_plan(const TensorShape& shape) {
    auto plan = std::make_unique<Plan>();
    plan->on_gpu = open_(stream_);
    plan->values = std::make_unique<CudaStagingBuffer>(stream_.runtime(), count_values(shape));
    const auto numbers = plan->values->host();
    // Rows that pad a batch are computed too; what they hold does not matter, but is to be numbers.
    std::fill(numbers.begin(), numbers.end(), 0.0F);
    plan->values->copy_to_device(numbers.size(), stream_);
    plan->tensor = Ort::Value::CreateTensor<float>(device_memory_, plan->values->device(), numbers.size(),
                                                   shape.data(), shape.size());
    plan->binding = Ort::IoBinding(plan->on_gpu.session);
    plan->binding.BindInput(ports_.input.c_str(), plan->tensor);
    for (const std::string& output : ports_.outputs) plan->binding.BindOutput(output.c_str(), device_memory_);
    run(*plan, no_graph);
    make_outputs(*plan);
    for (const Plan::Output& output : plan->outputs) {
        if (output.shape.empty() || output.shape.front() != shape.front())
            throw EngineError("an output has not as many rows as the input: the network takes no batches");
    }
    return plan;
}

/// Gives the outputs, which the first run has shown, memory that stays.
void CudaBatches::make_outputs(Plan& plan) {
    for (const Ort::Value& value : plan.binding.GetOutputValues()) {
        Plan::Output& output = plan.outputs.emplace_back();
        output.shape = value.GetTensorTypeAndShapeInfo().GetShape();
        output.values = std::make_unique<CudaStagingBuffer>(stream_.runtime(), count_values(output.shape));
        output.tensor = Ort::Value::CreateTensor<float>(device_memory_, output.values->device(),
                                                        output.values->host().size(), output.shape.data(),
                                                        output.shape.size());
    }
    plan.binding.ClearBoundOutputs();
    for (std::size_t i = 0; i < ports_.outputs.size(); ++i)
        plan.binding.BindOutput(ports_.outputs[i].c_str(), plan.outputs[i].tensor);
}

void CudaBatches::run(Plan& plan, const char* graph) {
    Ort::RunOptions options;
    // The copies are on the same stream, so that nothing has to wait before they are done.
    options.AddConfigEntry("disable_synchronize_execution_providers", "1");
    if (plan.on_gpu.has_graphs) options.AddConfigEntry("gpu_graph_id", graph);
    plan.on_gpu.session.Run(options, plan.binding);
}

}  // namespace trainingzip::vision
