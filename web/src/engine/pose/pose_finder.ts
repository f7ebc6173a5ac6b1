import { Follower } from '../module/follower'
import { PageModule } from '../module/page_module'
import { ModelChoice } from './model_choice'
import { Network, startRuntime, type Runtime } from './networks'
import { choosePageNetworks, type PageNetworks } from './page_networks'
import type { Backend, EngineAddresses, FoundPose, ModelSize } from './protocol'

// Joints do not become more exact from a larger picture, but reading its pixels becomes slow.
const longestSide = 640

/** Finds the trainee in pictures, one after another. Lives in the worker. */
export class PoseFinder {
  private readonly choice = new ModelChoice()
  private readonly canvas = new OffscreenCanvas(1, 1)
  private readonly context = this.canvas.getContext('2d', { willReadFrequently: true })
  private follower: Follower | null = null

  private constructor(
    private readonly module: PageModule,
    private readonly runtime: Runtime,
    readonly backend: Backend,
    private readonly modelsUrl: string,
    readonly networks: PageNetworks,
    private readonly detector: Network,
    private network: Network,
    private model: ModelSize,
  ) {}

  /** Throws EngineError, or whatever the runtime throws. */
  static async load({ modelsUrl, ...addresses }: EngineAddresses, threads: number): Promise<PoseFinder> {
    const [module, { runtime, backend }, networks] = await Promise.all([
      PageModule.instantiate(fetch(addresses.moduleUrl)),
      startRuntime(addresses.runtimeUrl, threads),
      choosePageNetworks(modelsUrl),
    ])
    const model: ModelSize = 'large'
    const start = async (on: Backend) => {
      const detector = await Network.load(runtime, on, modelsUrl + networks.detector.file)
      const network = await Network.load(runtime, on, modelsUrl + networks.pose[model].file)
      const finder = new PoseFinder(module, runtime, on, modelsUrl, networks, detector, network, model)
      await finder.warmUp()
      return finder
    }
    if (backend === 'wasm') return start('wasm')
    // Some drivers promise a GPU and then fail in the first run.
    return start('webgpu').catch(() => start('wasm'))
  }

  /** Closes the picture. seconds: any steady clock. */
  async find(id: number, picture: ImageBitmap, seconds: number): Promise<FoundPose> {
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const follower = this.take(picture, scale)
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
    const model = this.model
    if (input && this.choice.measured(poseMilliseconds - detectorMilliseconds)) await this.changeNetwork()
    return {
      type: 'pose',
      id,
      numbers: numbers?.map((value, i) => (i % 3 === 2 ? value : value / scale)) ?? null,
      model,
      poseMilliseconds,
      detectorMilliseconds,
    }
  }

  private get shape() {
    return this.networks.pose[this.model]
  }

  private detect(input: Float32Array): Promise<Float32Array[]> {
    const { size } = this.networks.detector
    return this.detector.run(input, [1, 3, size, size])
  }

  private estimate(input: Float32Array): Promise<Float32Array[]> {
    const { width, height } = this.shape
    return this.network.run(input, [1, 3, height, width])
  }

  private take(picture: ImageBitmap, scale: number): Follower {
    const width = Math.round(picture.width * scale)
    const height = Math.round(picture.height * scale)
    if (!this.context) throw new Error('no 2d context in the worker')
    if (!this.follower || this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width
      this.canvas.height = height
      this.startFollower()
    }
    this.context.drawImage(picture, 0, 0, width, height)
    picture.close()
    const follower = this.follower ?? this.startFollower()
    follower.setPicture(this.context.getImageData(0, 0, width, height).data)
    return follower
  }

  private startFollower(): Follower {
    this.follower?.free()
    const { width, height } = this.canvas
    this.follower = new Follower(this.module, { width, height }, this.networks.detector, this.shape)
    return this.follower
  }

  private async changeNetwork(): Promise<void> {
    const { file } = this.networks.pose[this.choice.model]
    const load = Network.load(this.runtime, this.backend, this.modelsUrl + file)
    // Slow is better than not at all.
    const next = await load.catch(() => null)
    if (!next) return
    await this.network.release()
    this.network = next
    this.model = this.choice.model
    this.startFollower()
  }

  /** The first runs compile and allocate; they should not be the person's first frames. */
  private async warmUp(): Promise<void> {
    const { width, height } = this.shape
    await this.detect(new Float32Array(3 * this.networks.detector.size ** 2))
    await this.estimate(new Float32Array(3 * width * height))
  }
}
