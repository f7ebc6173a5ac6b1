#include "vision/inference_engine.h"

#include <dlfcn.h>
#include <onnxruntime_cxx_api.h>

#include <chrono>
#include <cmath>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

#include "vision/cuda_batches.h"
#include "vision/cuda_runtime.h"

namespace trainingzip::vision {

namespace {

bool fits(const std::vector<std::int64_t>& wanted, const std::vector<std::int64_t>& given) {
    if (wanted.size() != given.size()) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (given[i] < 0 || (wanted[i] >= 0 && wanted[i] != given[i])) return false;
    }
    return true;
}

TensorDescription describe(std::string name, const Ort::TypeInfo& type) {
    if (type.GetONNXType() != ONNX_TYPE_TENSOR ||
        type.GetTensorTypeAndShapeInfo().GetElementType() != ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT) {
        throw EngineError("\"" + name + "\" is not a tensor of float");
    }
    return {std::move(name), type.GetTensorTypeAndShapeInfo().GetShape()};
}

/// ONNX Runtime loads its providers from its own folder. Looking first gives a better sentence than its own.
void require_cuda_provider() {
    Dl_info core{};
    if (dladdr(reinterpret_cast<const void*>(&OrtGetApiBase), &core) == 0 || core.dli_fname == nullptr)
        return;
    const std::filesystem::path folder = std::filesystem::path(core.dli_fname).parent_path();
    for (const char* name : {"libonnxruntime_providers_shared.so", "libonnxruntime_providers_cuda.so"}) {
        if (!std::filesystem::exists(folder / name)) {
            throw EngineError(std::string(name) + " is not in " + folder.string() + ".");
        }
    }
}

/// The options of the CUDA provider. The session computes on the stream, or on one of its own.
void append_cuda(Ort::SessionOptions& options, void* stream, bool has_graphs) {
    const OrtApi& api = Ort::GetApi();
    OrtCUDAProviderOptionsV2* made = nullptr;
    Ort::ThrowOnError(api.CreateCUDAProviderOptions(&made));
    const std::unique_ptr<OrtCUDAProviderOptionsV2, void (*)(OrtCUDAProviderOptionsV2*)> cuda(
        made, api.ReleaseCUDAProviderOptions);
    const char* const keys[] = {"device_id", "cudnn_conv_algo_search", "enable_cuda_graph"};
    const char* const values[] = {"0", "HEURISTIC", has_graphs ? "1" : "0"};
    Ort::ThrowOnError(api.UpdateCUDAProviderOptions(cuda.get(), keys, values, std::size(keys)));
    if (stream != nullptr)
        Ort::ThrowOnError(api.UpdateCUDAProviderOptionsWithValue(cuda.get(), "user_compute_stream", stream));
    options.AppendExecutionProvider_CUDA_V2(*cuda);
}

/// The same network for a GPU, where there is one.
std::filesystem::path prefer_gpu_file(const std::filesystem::path& path) {
    std::filesystem::path other = path;
    other.replace_filename(path.stem().string() + "_gpu" + path.extension().string());
    return std::filesystem::is_regular_file(other) ? other : path;
}

}  // namespace

EngineSettings EngineSettings::load(ConfigSection& section) {
    EngineSettings settings;
    const std::string device = section.text("device");
    if (device == "cuda") {
        settings.device = Device::cuda;
    } else if (device != "cpu") {
        throw ConfigError("[" + section.name() + "] device must be \"cpu\" or \"cuda\", not \"" + device +
                          "\"");
    }
    settings.cuda_fallback = section.flag("cuda_fallback");
    settings.threads = static_cast<int>(section.integer("inference_threads", 0, 256));
    settings.allow_spinning = section.flag("allow_spinning");
    settings.batches.largest_batch = static_cast<std::size_t>(section.integer("batch_size", 1, 256));
    settings.batches.longest_wait =
        std::chrono::microseconds(std::lround(1000 * section.number("batch_wait_ms", 0, 1000)));
    settings.cuda_graphs = section.flag("cuda_graphs");
    return settings;
}

/// Of ONNX Runtime, or this one's part of a batch.
struct Outputs::Values {
    std::vector<Ort::Value> tensors;
    std::vector<OwnedTensor> parts;
};

Outputs::Outputs(std::unique_ptr<Values> values) : values_(std::move(values)) {}
Outputs::Outputs(Outputs&&) noexcept = default;
Outputs& Outputs::operator=(Outputs&&) noexcept = default;
Outputs::~Outputs() = default;

std::size_t Outputs::size() const {
    return values_->tensors.size() + values_->parts.size();
}

TensorView Outputs::view(std::size_t index) const {
    if (!values_->parts.empty()) {
        const OwnedTensor& part = values_->parts.at(index);
        return {part.values, part.shape};
    }
    const Ort::Value& tensor = values_->tensors.at(index);
    std::vector<std::int64_t> shape = tensor.GetTensorTypeAndShapeInfo().GetShape();
    const std::size_t count = count_values(shape);
    return {{tensor.GetTensorData<float>(), count}, std::move(shape)};
}

struct Model::Session {
    Ort::Session session{nullptr};
    std::vector<TensorDescription> inputs;
    std::vector<TensorDescription> outputs;
    std::vector<const char*> input_names;
    std::vector<const char*> output_names;
    metrics::Histogram seconds;
    Ort::MemoryInfo memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    // On a GPU. The batcher ends before what it uses.
    std::optional<CudaBatches> batches;
    std::optional<RequestBatcher> batcher;
};

Model::Model(std::unique_ptr<Session> session) : session_(std::move(session)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

const std::vector<TensorDescription>& Model::inputs() const {
    return session_->inputs;
}

const std::vector<TensorDescription>& Model::outputs() const {
    return session_->outputs;
}

void Model::prepare(std::vector<std::int64_t> shape) const {
    if (!session_->batcher) return;
    shape.front() = 1;
    const std::vector<float> zeros(count_values(shape));
    const TensorView input{zeros, shape};
    run({&input, 1});
}

Outputs Model::run(std::span<const TensorView> inputs) const {
    auto& self = *session_;
    if (inputs.size() != self.inputs.size()) throw std::invalid_argument("wrong number of inputs");
    std::vector<Ort::Value> tensors;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const TensorView& input = inputs[i];
        if (!fits(self.inputs[i].shape, input.shape) || count_values(input.shape) != input.values.size()) {
            throw std::invalid_argument("the shape does not fit the input \"" + self.inputs[i].name + "\"");
        }
        // ONNX Runtime takes inputs as mutable memory, but does not write to them.
        tensors.push_back(
            Ort::Value::CreateTensor<float>(self.memory, const_cast<float*>(input.values.data()),
                                            input.values.size(), input.shape.data(), input.shape.size()));
    }
    const auto began = std::chrono::steady_clock::now();
    try {
        auto values = std::make_unique<Outputs::Values>();
        if (self.batcher)
            values->parts = self.batcher->run(inputs.front().values, inputs.front().shape);
        else
            values->tensors =
                self.session.Run(Ort::RunOptions{nullptr}, self.input_names.data(), tensors.data(),
                                 tensors.size(), self.output_names.data(), self.output_names.size());
        self.seconds.observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
        return Outputs(std::move(values));
    } catch (const Ort::Exception& error) {
        throw EngineError(std::string("inference failed: ") + error.what());
    }
}

struct InferenceEngine::Implementation {
    // Its errors come back as exceptions; a server logs nothing but JSON.
    Ort::Env environment{ORT_LOGGING_LEVEL_FATAL, "trainingzip"};
    Ort::SessionOptions options;
    EngineSettings settings;
    std::shared_ptr<const CudaRuntime> cuda;
    Device device = Device::cpu;
    std::string fallback_reason;
    metrics::Metrics metrics;

    CudaBatches::GpuSession open_on_gpu(const std::filesystem::path& path, const CudaStream& stream) const;
    void batch(Model::Session& session, const std::filesystem::path& path) const;
};

/// Called on the threads of batchers: it changes nothing.
CudaBatches::GpuSession InferenceEngine::Implementation::open_on_gpu(const std::filesystem::path& path,
                                                                     const CudaStream& stream) const {
    for (const bool has_graphs : {settings.cuda_graphs, false}) {
        Ort::SessionOptions on_gpu = options.Clone();
        append_cuda(on_gpu, stream.handle(), has_graphs);
        try {
            return {Ort::Session(environment, path.c_str(), on_gpu), has_graphs};
        } catch (const Ort::Exception&) {
            // A graph cannot hold nodes that the provider leaves to the CPU.
            if (!has_graphs) throw;
        }
    }
    throw EngineError("the model cannot be opened");
}

void InferenceEngine::Implementation::batch(Model::Session& session,
                                            const std::filesystem::path& path) const {
    if (session.inputs.size() != 1) throw EngineError("on a GPU a model must have one input");
    const auto& input = session.inputs.front().shape;
    BatchSettings batches = settings.batches;
    if (input.empty() || input.front() >= 0) batches.largest_batch = 1;
    CudaBatches::Ports ports{session.inputs.front().name, {}};
    for (const auto& output : session.outputs) ports.outputs.push_back(output.name);
    session.batches.emplace(
        cuda, [this, path](const CudaStream& stream) { return open_on_gpu(path, stream); }, std::move(ports),
        batches.largest_batch);
    session.batcher.emplace(batches,
                            [&session](const auto& requests) { session.batches->compute(requests); });
    // It has told inputs and outputs; those that compute are others.
    session.session = Ort::Session{nullptr};
}

InferenceEngine::InferenceEngine(const EngineSettings& settings, const metrics::Metrics& metrics)
    : implementation_(std::make_unique<Implementation>()) {
    auto& self = *implementation_;
    self.metrics = metrics;
    self.settings = settings;
    self.options.SetIntraOpNumThreads(settings.threads);
    self.options.SetInterOpNumThreads(1);
    self.options.SetGraphOptimizationLevel(ORT_ENABLE_ALL);
    self.options.AddConfigEntry("session.intra_op.allow_spinning", settings.allow_spinning ? "1" : "0");
    if (settings.device == Device::cpu) return;
    try {
        require_cuda_provider();
        self.cuda = std::make_shared<const CudaRuntime>();
        Ort::SessionOptions tried = self.options.Clone();
        append_cuda(tried, nullptr, false);
        self.device = Device::cuda;
    } catch (const std::exception& error) {
        const std::string reason = std::string("CUDA cannot be used: ") + error.what();
        if (!settings.cuda_fallback) {
            throw EngineError("device = \"cuda\", but " + reason +
                              " Install the NVIDIA driver and the CUDA provider of ONNX Runtime, "
                              "or set device = \"cpu\" or cuda_fallback = true.");
        }
        self.fallback_reason = reason;
    }
}

InferenceEngine::~InferenceEngine() = default;

Model InferenceEngine::load(const std::filesystem::path& path, const std::string& name) const {
    auto& self = *implementation_;
    if (!std::filesystem::is_regular_file(path))
        throw EngineError("the model " + path.string() + " is missing");
    try {
        auto session = std::make_unique<Model::Session>();
        const auto file = self.device == Device::cuda ? prefer_gpu_file(path) : path;
        session->session = Ort::Session(self.environment, file.c_str(), self.options);
        session->seconds = self.metrics.histogram(
            "trainingzip_model_run_seconds", "One run of a network.",
            {.001, .0025, .005, .01, .02, .03, .05, .075, .1, .15, .2, .3, .5, 1, 2.5}, {{"model", name}});
        const Ort::AllocatorWithDefaultOptions allocator;
        for (std::size_t i = 0; i < session->session.GetInputCount(); ++i) {
            session->inputs.push_back(describe(session->session.GetInputNameAllocated(i, allocator).get(),
                                               session->session.GetInputTypeInfo(i)));
        }
        for (std::size_t i = 0; i < session->session.GetOutputCount(); ++i) {
            session->outputs.push_back(describe(session->session.GetOutputNameAllocated(i, allocator).get(),
                                                session->session.GetOutputTypeInfo(i)));
        }
        for (const auto& input : session->inputs) session->input_names.push_back(input.name.c_str());
        for (const auto& output : session->outputs) session->output_names.push_back(output.name.c_str());
        if (self.device == Device::cuda) self.batch(*session, file);
        return Model(std::move(session));
    } catch (const Ort::Exception& error) {
        throw EngineError("the model " + path.string() + " cannot be loaded: " + error.what());
    } catch (const EngineError& error) {
        throw EngineError("the model " + path.string() + ": " + error.what());
    }
}

Device InferenceEngine::device() const {
    return implementation_->device;
}

const std::string& InferenceEngine::fallback_reason() const {
    return implementation_->fallback_reason;
}

}  // namespace trainingzip::vision
