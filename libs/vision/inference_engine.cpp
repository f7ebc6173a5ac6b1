#include "vision/inference_engine.h"

#include <dlfcn.h>
#include <onnxruntime_cxx_api.h>

#include <chrono>
#include <functional>
#include <numeric>
#include <utility>

namespace trainingzip::vision {

namespace {

std::size_t count_values(const std::vector<std::int64_t>& shape) {
    return static_cast<std::size_t>(
        std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>()));
}

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

void append_cuda(Ort::SessionOptions& options) {
    require_cuda_provider();
    OrtCUDAProviderOptions cuda;
    cuda.device_id = 0;
    cuda.cudnn_conv_algo_search = OrtCudnnConvAlgoSearchHeuristic;
    options.AppendExecutionProvider_CUDA(cuda);
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
    return settings;
}

struct Outputs::Values {
    std::vector<Ort::Value> tensors;
};

Outputs::Outputs(std::unique_ptr<Values> values) : values_(std::move(values)) {}
Outputs::Outputs(Outputs&&) noexcept = default;
Outputs& Outputs::operator=(Outputs&&) noexcept = default;
Outputs::~Outputs() = default;

std::size_t Outputs::size() const {
    return values_->tensors.size();
}

TensorView Outputs::view(std::size_t index) const {
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
    Device device = Device::cpu;
    std::string fallback_reason;
    metrics::Metrics metrics;
};

InferenceEngine::InferenceEngine(const EngineSettings& settings, const metrics::Metrics& metrics)
    : implementation_(std::make_unique<Implementation>()) {
    auto& self = *implementation_;
    self.metrics = metrics;
    self.options.SetIntraOpNumThreads(settings.threads);
    self.options.SetInterOpNumThreads(1);
    self.options.SetGraphOptimizationLevel(ORT_ENABLE_ALL);
    self.options.AddConfigEntry("session.intra_op.allow_spinning", settings.allow_spinning ? "1" : "0");
    if (settings.device == Device::cpu) return;
    try {
        append_cuda(self.options);
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
        session->session = Ort::Session(self.environment, path.c_str(), self.options);
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
