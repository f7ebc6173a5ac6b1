/**
 * The WebAssembly module of libs/score/wasm_exports.cpp and libs/vision/wasm_exports.cpp. What each function
 * does, takes and gives is said there. Addresses are numbers; 0 is null.
 */
interface ModuleExports {
  memory: WebAssembly.Memory
  _initialize: () => void
  allocate: (bytes: number) => number
  release: (address: number) => void
  trainer_read: (blocks: number, bytes: number) => number
  trainer_refusal: (trainer: number) => number
  trainer_frame_count: (trainer: number) => number
  trainer_width: (trainer: number) => number
  trainer_height: (trainer: number) => number
  trainer_pose_at: (trainer: number, time: number) => number
  trainer_beat_count: (trainer: number) => number
  trainer_beats: (trainer: number) => number
  trainer_free: (trainer: number) => void
  session_create: (trainer: number, mirror: number) => number
  session_pose: (session: number) => number
  session_observe: (session: number, time: number, pictureWidth: number, pictureHeight: number) => number
  session_summary: (session: number) => number
  session_set_mirror: (session: number, mirror: number) => void
  session_free: (session: number) => void
  follower_create: (
    width: number,
    height: number,
    detectorSize: number,
    leastDetectionScore: number,
    cropWidth: number,
    cropHeight: number,
    poseOutputs: number,
  ) => number
  follower_pixels: (follower: number) => number
  follower_wants_detection: (follower: number, time: number) => number
  follower_detector_input: (follower: number) => number
  follower_detector_level: (follower: number, level: number) => number
  follower_detected: (follower: number, time: number) => void
  follower_other_count: (follower: number) => number
  follower_others: (follower: number) => number
  follower_box: (follower: number) => number
  follower_follow: (
    follower: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
    time: number,
  ) => void
  follower_pose_input: (follower: number) => number
  follower_pose_output_count: (follower: number) => number
  follower_pose_output_length: (follower: number, output: number) => number
  follower_pose_output: (follower: number, output: number) => number
  follower_estimated: (follower: number, time: number) => number
  follower_free: (follower: number) => void
}

/** One instance of the module. A fault inside it (an abort, memory exhausted) throws and ends its use. */
export class PageModule {
  private constructor(readonly functions: ModuleExports) {}

  static async instantiate(source: BufferSource | Promise<Response>): Promise<PageModule> {
    const imports = {
      env: { emscripten_notify_memory_growth: () => undefined },
      wasi_snapshot_preview1: {
        proc_exit: (code: number) => {
          throw new Error(`the module ended with ${code}`)
        },
      },
    }
    const { instance } =
      source instanceof Promise
        ? await WebAssembly.instantiateStreaming(source, imports)
        : await WebAssembly.instantiate(source, imports)
    const functions = instance.exports as unknown as ModuleExports
    functions._initialize()
    return new PageModule(functions)
  }

  // Views are made anew each time, since those made before are detached when the memory grows.
  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.functions.memory.buffer, address, length)
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.functions.memory.buffer, address, length)
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.functions.memory.buffer, address, length)
  }

  /** A text that ends in a zero byte. */
  text(address: number): string {
    const bytes = this.bytes(address, this.functions.memory.buffer.byteLength - address)
    return new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)))
  }
}
