import { type Box, Follower } from '../module/follower'
import { PageModule } from '../module/page_module'
import { ModelChoice } from './model_choice'
import { Network, startRuntime, type Runtime } from './networks'
import type { PageNetworks } from './page_networks'
import type { Backend, EngineParts, FoundPose, ModelSize } from './protocol'

// Joints do not become more exact from a larger picture, but reading its pixels becomes slow.
const longestSide = 640
const trialRuns = 3

/** The time of the fastest of a few runs, after one that compiles and allocates. Milliseconds. */
async function timeOf(run: () => Promise<unknown>): Promise<number> {
  await run()
  let best = Infinity
  for (let i = 0; i < trialRuns; i++) {
    const begin = performance.now()
    await run()
    best = Math.min(best, performance.now() - begin)
  }
  return best
}

interface StartedNetworks {
  backend: Backend
  detector: Network
  small: Network
  milliseconds: number
}

/** Finds the trainee in pictures, one after another. Lives in the worker. */
export class PoseFinder {
  private readonly choice: ModelChoice
  private readonly canvas = new OffscreenCanvas(1, 1)
  private readonly context = this.canvas.getContext('2d', { willReadFrequently: true })
  private follower: Follower | null = null
  private large: Network | null = null
  private largeBytes: ArrayBuffer | null = null
  private followed: ModelSize = 'small'
  private wanted: Box | null = null

  private constructor(
    private readonly module: PageModule,
    private readonly runtime: Runtime,
    private readonly networks: PageNetworks,
    private readonly started: StartedNetworks,
  ) {
    this.choice = new ModelChoice(started.milliseconds)
  }

  /** Runs the networks where they are fastest here. Throws whatever the runtime throws. */
  static async load(parts: EngineParts): Promise<PoseFinder> {
    const { networks, threads } = parts
    const [module, runtime] = await Promise.all([
      PageModule.instantiate(parts.module),
      startRuntime(parts.runtime, threads),
    ])
    const start = async (backend: Backend): Promise<StartedNetworks> => {
      const detector = await Network.load(runtime, backend, parts.detector)
      const small = await Network.load(runtime, backend, parts.smallPose)
      await detector.run(
        new Float32Array(3 * networks.detector.size ** 2),
        squareShape(networks.detector.size),
      )
      const { width, height } = networks.pose.small
      const input = new Float32Array(3 * width * height)
      return {
        backend,
        detector,
        small,
        milliseconds: await timeOf(() => small.run(input, [1, 3, height, width])),
      }
    }
    if (parts.runtime.kind === 'wasm') return new PoseFinder(module, runtime, networks, await start('wasm'))
    // Some drivers promise a GPU and then fail in the first run, and some are slower than the processor.
    const onGpu = await start('webgpu').catch(() => null)
    const onProcessor = await start('wasm')
    const isGpuFaster = onGpu !== null && onGpu.milliseconds < onProcessor.milliseconds
    const slower = isGpuFaster ? onProcessor : onGpu
    await Promise.all([slower?.detector.release(), slower?.small.release()])
    return new PoseFinder(module, runtime, networks, isGpuFaster ? onGpu : onProcessor)
  }

  get backend(): Backend {
    return this.started.backend
  }

  /** Takes the large pose network, which is used once it seems, and then proves, to be fast enough. */
  async add(largePose: ArrayBuffer): Promise<void> {
    this.largeBytes = largePose
    await this.tryLarge()
  }

  /** Follows the person in this box, in pixels of the pictures, from the next one on. */
  follow(box: Box): void {
    this.wanted = box
  }

  /** Closes the picture. seconds: any steady clock. */
  async find(id: number, picture: ImageBitmap, seconds: number): Promise<FoundPose> {
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const follower = this.take(picture, scale, seconds)
    if (this.wanted) follower.follow(scaled(this.wanted, scale), seconds)
    this.wanted = null
    let detectorMilliseconds = 0
    const begin = performance.now()
    if (follower.wantsDetection(seconds)) {
      follower.detected(await this.detect(follower.detectorInput()), seconds)
      detectorMilliseconds = performance.now() - begin
    }
    let numbers: Float32Array | null = null
    const input = follower.poseInput()
    if (input) numbers = follower.estimated(await this.estimate(input), seconds)
    const poseMilliseconds = performance.now() - begin
    const model = this.followed
    if (input) {
      this.choice.measured(poseMilliseconds - detectorMilliseconds)
      await this.tryLarge()
    }
    return {
      type: 'pose',
      id,
      numbers: numbers?.map((value, i) => (i % 3 === 2 ? value : value / scale)) ?? null,
      others: follower.others().map((box) => scaled(box, 1 / scale)),
      model,
      poseMilliseconds,
      detectorMilliseconds,
    }
  }

  private get shape() {
    return this.networks.pose[this.followed]
  }

  private detect(input: Float32Array): Promise<Float32Array[]> {
    return this.started.detector.run(input, squareShape(this.networks.detector.size))
  }

  private estimate(input: Float32Array): Promise<Float32Array[]> {
    const { width, height } = this.shape
    const network = this.followed === 'large' ? this.large : null
    return (network ?? this.started.small).run(input, [1, 3, height, width])
  }

  private async tryLarge(): Promise<void> {
    if (!this.largeBytes || !this.choice.wantsTrial) return
    try {
      const large = (this.large ??= await Network.load(this.runtime, this.backend, this.largeBytes))
      const { width, height } = this.networks.pose.large
      const input = new Float32Array(3 * width * height)
      this.choice.tried(await timeOf(() => large.run(input, [1, 3, height, width])))
    } catch {
      // The small network is good enough to go on with.
      this.largeBytes = null
    }
  }

  private take(picture: ImageBitmap, scale: number, seconds: number): Follower {
    const width = Math.round(picture.width * scale)
    const height = Math.round(picture.height * scale)
    if (!this.context) throw new Error('no 2d context in the worker')
    const hasSize = this.canvas.width === width && this.canvas.height === height
    if (!hasSize) {
      this.canvas.width = width
      this.canvas.height = height
    }
    this.context.drawImage(picture, 0, 0, width, height)
    picture.close()
    const isCurrent = hasSize && this.followed === this.choice.model
    // Another network follows the same person.
    const before = hasSize ? (this.follower?.box() ?? null) : null
    const follower = isCurrent && this.follower ? this.follower : this.startFollower()
    if (!isCurrent && before) follower.follow(before, seconds)
    follower.setPicture(this.context.getImageData(0, 0, width, height).data)
    return follower
  }

  private startFollower(): Follower {
    this.follower?.free()
    this.followed = this.choice.model
    const { width, height } = this.canvas
    this.follower = new Follower(this.module, { width, height }, this.networks.detector, this.shape)
    return this.follower
  }
}

function squareShape(size: number): number[] {
  return [1, 3, size, size]
}

function scaled({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left * by, top: top * by, right: right * by, bottom: bottom * by }
}
