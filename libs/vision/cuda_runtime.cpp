#include "vision/cuda_runtime.h"

#include <dlfcn.h>

#include <string>
#include <utility>

#include "vision/inference_engine.h"

namespace trainingzip::vision {

namespace {

// cudaMemcpyKind and cudaStreamNonBlocking of the CUDA runtime, the same in all of its versions.
constexpr int host_to_device = 1;
constexpr int device_to_host = 2;
constexpr unsigned non_blocking = 1;

/// The versions that a CUDA provider of ONNX Runtime links. It is never unloaded: the provider has it too.
void* open_library() {
    for (const char* name : {"libcudart.so.13", "libcudart.so.12"}) {
        if (void* library = dlopen(name, RTLD_NOW | RTLD_GLOBAL)) return library;
    }
    throw EngineError("neither libcudart.so.13 nor libcudart.so.12 can be loaded.");
}

template <typename Function>
void find(void* library, const char* name, Function& function) {
    void* address = dlsym(library, name);
    if (address == nullptr) throw EngineError(std::string("the CUDA runtime has no ") + name + ".");
    function = reinterpret_cast<Function>(address);
}

}  // namespace

CudaRuntime::CudaRuntime() {
    void* library = open_library();
    find(library, "cudaMalloc", functions_.malloc_device);
    find(library, "cudaMallocHost", functions_.malloc_host);
    find(library, "cudaFree", functions_.free_device);
    find(library, "cudaFreeHost", functions_.free_host);
    find(library, "cudaStreamCreateWithFlags", functions_.stream_create);
    find(library, "cudaStreamDestroy", functions_.stream_destroy);
    find(library, "cudaStreamSynchronize", functions_.stream_synchronize);
    find(library, "cudaMemcpyAsync", functions_.copy_async);
    find(library, "cudaGetErrorString", functions_.error_string);
}

void CudaRuntime::require(int result, const char* what) const {
    if (result != 0) throw EngineError(std::string(what) + ": " + functions_.error_string(result));
}

void* CudaRuntime::allocate_on_device(std::size_t bytes) const {
    void* memory = nullptr;
    require(functions_.malloc_device(&memory, bytes), "no memory on the GPU");
    return memory;
}

void* CudaRuntime::allocate_on_host(std::size_t bytes) const {
    void* memory = nullptr;
    require(functions_.malloc_host(&memory, bytes), "no page-locked memory");
    return memory;
}

void* CudaRuntime::make_stream() const {
    void* stream = nullptr;
    require(functions_.stream_create(&stream, non_blocking), "no stream of the GPU");
    return stream;
}

void CudaRuntime::copy_to_device(void* device, const void* host, std::size_t bytes, void* stream) const {
    require(functions_.copy_async(device, host, bytes, host_to_device, stream), "copying to the GPU failed");
}

void CudaRuntime::copy_to_host(void* host, const void* device, std::size_t bytes, void* stream) const {
    require(functions_.copy_async(host, device, bytes, device_to_host, stream),
            "copying from the GPU failed");
}

void CudaRuntime::wait_for(void* stream) const {
    require(functions_.stream_synchronize(stream), "the GPU failed");
}

void CudaRuntime::free_on_device(void* memory) const noexcept {
    functions_.free_device(memory);
}

void CudaRuntime::free_on_host(void* memory) const noexcept {
    functions_.free_host(memory);
}

void CudaRuntime::destroy_stream(void* stream) const noexcept {
    functions_.stream_destroy(stream);
}

CudaStream::CudaStream(std::shared_ptr<const CudaRuntime> runtime)
    : runtime_(std::move(runtime)), handle_(runtime_->make_stream()) {}

CudaStream::~CudaStream() {
    runtime_->destroy_stream(handle_);
}

CudaStagingBuffer::CudaStagingBuffer(std::shared_ptr<const CudaRuntime> runtime, std::size_t count)
    : runtime_(std::move(runtime)), count_(count) {
    host_ = static_cast<float*>(runtime_->allocate_on_host(count * sizeof(float)));
    try {
        device_ = static_cast<float*>(runtime_->allocate_on_device(count * sizeof(float)));
    } catch (...) {
        runtime_->free_on_host(host_);
        throw;
    }
}

CudaStagingBuffer::~CudaStagingBuffer() {
    runtime_->free_on_device(device_);
    runtime_->free_on_host(host_);
}

void CudaStagingBuffer::copy_to_device(std::size_t count, const CudaStream& stream) const {
    runtime_->copy_to_device(device_, host_, count * sizeof(float), stream.handle());
}

void CudaStagingBuffer::copy_to_host(std::size_t count, const CudaStream& stream) const {
    runtime_->copy_to_host(host_, device_, count * sizeof(float), stream.handle());
}

}  // namespace trainingzip::vision
