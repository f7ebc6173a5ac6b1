#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace trainingzip::vision {

/// The few functions of the CUDA runtime that we call ourselves. It is loaded when it is needed, so that the
/// same program runs where there is none. Thread-safe.
class CudaRuntime {
  public:
    /// Loads the library. Throws EngineError where that cannot be done.
    CudaRuntime();

    /// All throw EngineError when CUDA reports an error.
    void* allocate_on_device(std::size_t bytes) const;
    /// Page-locked, so that the device reads and writes it by itself.
    void* allocate_on_host(std::size_t bytes) const;
    void* make_stream() const;
    void copy_to_device(void* device, const void* host, std::size_t bytes, void* stream) const;
    void copy_to_host(void* host, const void* device, std::size_t bytes, void* stream) const;
    void wait_for(void* stream) const;

    void free_on_device(void* memory) const noexcept;
    void free_on_host(void* memory) const noexcept;
    void destroy_stream(void* stream) const noexcept;

  private:
    struct Functions {
        int (*malloc_device)(void**, std::size_t);
        int (*malloc_host)(void**, std::size_t);
        int (*free_device)(void*);
        int (*free_host)(void*);
        int (*stream_create)(void**, unsigned);
        int (*stream_destroy)(void*);
        int (*stream_synchronize)(void*);
        int (*copy_async)(void*, const void*, std::size_t, int, void*);
        const char* (*error_string)(int);
    };

    void require(int result, const char* what) const;

    Functions functions_{};
};

/// A stream of the device, and floats there and in page-locked memory. They keep the runtime.
class CudaStream {
  public:
    explicit CudaStream(std::shared_ptr<const CudaRuntime> runtime);
    ~CudaStream();
    CudaStream(const CudaStream&) = delete;
    CudaStream& operator=(const CudaStream&) = delete;

    const std::shared_ptr<const CudaRuntime>& runtime() const { return runtime_; }
    void* handle() const { return handle_; }
    /// Until everything on it is done.
    void wait() const { runtime_->wait_for(handle_); }

  private:
    std::shared_ptr<const CudaRuntime> runtime_;
    void* handle_;
};

/// Floats on the device, and the page-locked memory of the host through which they are copied there and back.
class CudaStagingBuffer {
  public:
    CudaStagingBuffer(std::shared_ptr<const CudaRuntime> runtime, std::size_t count);
    ~CudaStagingBuffer();
    CudaStagingBuffer(const CudaStagingBuffer&) = delete;
    CudaStagingBuffer& operator=(const CudaStagingBuffer&) = delete;

    std::span<float> host() const { return {host_, count_}; }
    float* device() const { return device_; }
    /// Of the first `count` floats, in order with what else is on the stream.
    void copy_to_device(std::size_t count, const CudaStream& stream) const;
    void copy_to_host(std::size_t count, const CudaStream& stream) const;

  private:
    std::shared_ptr<const CudaRuntime> runtime_;
    std::size_t count_;
    float* host_ = nullptr;
    float* device_ = nullptr;
};

}  // namespace trainingzip::vision
