import { type Camera, openCamera } from './camera'
import { EngineError } from './engine_error'
import { FrameSource } from './frame_source'
import type { PageModule } from './module/page_module'
import { keypointsFrom, Scorer, type Trainer } from './module/scorer'
import { MovingAverage } from './moving_average'
import { Compositor } from './picture/compositor'
import { PoseEngine } from './pose/pose_engine'
import { type ShapeFit, ShapeStage } from './shape_stage'
import { type TraineePose, TraineePoses } from './trainee_poses'
import { fetchModule, fetchTrainer } from './trainer_poses'
import type {
  EngineFailure,
  EngineState,
  EngineStatistics,
  Keypoint,
  LimbReading,
  NetworkSet,
  Reading,
  ScoreSummary,
} from './types'
import { VideoClock } from './video_clock'

export interface TrainingEngineOptions {
  /** Gets the composited picture; the engine sets its pixel size, the page its size on screen. */
  canvas: HTMLCanvasElement
  /** The trainer's video, owned and controlled by the page. Its clock is what the score goes by. */
  trainerVideo: HTMLVideoElement
  /** GET /api/trainings/{id}/poses */
  posesUrl: string
  /** GET /api/streaming/training/{id}/shape; without it only the camera is drawn. */
  shapeUrl?: string
  /** The shape's video could not be had, or no further part of it. */
  onShapeError?: (shape: HTMLVideoElement) => void
  /** Whether the trainee moves as in a mirror (default true), or with the same-named side. */
  mirror?: boolean
  shapeFit?: ShapeFit
  /** Where the models, the module and onnxruntime-web are served; default '/models/', '/wasm/', '/ort/'. */
  modelsUrl?: string
  moduleUrl?: string
  runtimeUrl?: string
  /** Headers for posesUrl, such as Authorization for the owner of a training not yet ready. */
  fetchHeaders?: Record<string, string>
  onReading?: (reading: Reading) => void
  onState?: (state: EngineState, failure: EngineFailure | null) => void
}

const nothing: ScoreSummary = {
  score: null,
  terms: { posture: null, timing: null, vigour: null, stillness: null, speed: null },
  limbs: [],
  lagSeconds: null,
  comparedSeconds: 0,
  coverage: 0,
  repetitions: 0,
  askedRepetitions: 0,
  depth: null,
  periodSeconds: null,
}

const absolute = (address: string) => new URL(address, location.href).href

/** One visit to a training page. Callbacks come on the main thread. */
export class TrainingEngine {
  private readonly aborter = new AbortController()
  private readonly clock: VideoClock
  private readonly compositor: Compositor
  private readonly shape: ShapeStage | null
  private readonly scoreTime = new MovingAverage()
  private mirror: boolean
  private state: EngineState = 'loading'
  private module: PageModule | null = null
  private trainer: Trainer | null = null
  private poseEngine: PoseEngine | null = null
  private traineePoses: TraineePoses | null = null
  private scorer: Scorer | null = null
  private camera: Camera | null = null
  private cameraRequest = 0
  private frames: FrameSource | null = null
  private trainee: Keypoint[] | null = null
  private painting = 0
  private hasNewPicture = false

  constructor(private readonly options: TrainingEngineOptions) {
    this.mirror = options.mirror ?? true
    this.clock = new VideoClock(options.trainerVideo)
    this.compositor = new Compositor(options.canvas)
    this.shape = options.shapeUrl ? new ShapeStage(options.shapeUrl, this.clock, options.onShapeError) : null
    if (this.shape) {
      this.shape.isMirror = this.mirror
      this.shape.fit = options.shapeFit ?? 'frame'
    }
  }

  /** Fetches the module, the models and the trainer's poses. Throws EngineError. */
  async load(): Promise<void> {
    const { posesUrl, fetchHeaders = {}, modelsUrl = '/models/', runtimeUrl = '/ort/' } = this.options
    const moduleUrl = absolute((this.options.moduleUrl ?? '/wasm/') + 'trainingzip.wasm')
    const { signal } = this.aborter
    const engine = new PoseEngine()
    this.poseEngine = engine
    const addresses = { modelsUrl: absolute(modelsUrl), moduleUrl, runtimeUrl: absolute(runtimeUrl) }
    const [module] = await Promise.all([fetchModule(moduleUrl, signal), engine.load(addresses)])
    const trainer = await fetchTrainer(module, posesUrl, fetchHeaders, signal)
    if (this.isClosed) {
      trainer.free()
      return
    }
    this.module = module
    this.trainer = trainer
    this.traineePoses = new TraineePoses(engine)
    this.enter('ready')
  }

  /** Opens a camera and begins to draw; replaces the one in use. Throws EngineError. */
  async openCamera(deviceId?: string): Promise<void> {
    const request = ++this.cameraRequest
    this.closeCamera()
    const camera = await openCamera(deviceId)
    if (this.isClosed || request !== this.cameraRequest) {
      camera.stop()
      return
    }
    camera.onLost = () => this.fail(new EngineError('camera_lost', 'the track has ended'))
    this.camera = camera
    this.frames = new FrameSource(camera.video, (takenAt) => {
      this.hasNewPicture = true
      void this.followTrainee(camera.video, takenAt)
    })
    if (this.painting === 0) this.paintAgain()
  }

  /** From now on camera frames are compared with the trainer's video. Clears earlier readings. */
  start(): void {
    if (!this.module || !this.trainer) return
    this.scorer?.free()
    this.scorer = new Scorer(this.module, this.trainer, this.mirror)
    this.enter('running')
  }

  /** Stops comparing; the picture stays, and so does the summary. */
  stop(): void {
    if (this.state !== 'running') return
    this.showTrainee(null, [])
    this.enter('ready')
  }

  setMirror(mirror: boolean): void {
    this.mirror = mirror
    this.scorer?.setMirror(mirror)
    if (!this.shape) return
    this.shape.isMirror = mirror
    this.shape.reset()
  }

  setShapeFit(fit: ShapeFit): void {
    if (!this.shape) return
    this.shape.fit = fit
    this.shape.reset()
  }

  /** Opacity of the trainer's shape, 0..1. */
  setShapeOpacity(opacity: number): void {
    if (this.shape) this.shape.opacity = Math.max(0, Math.min(1, opacity))
  }

  summary(): ScoreSummary {
    return this.scorer?.summary() ?? nothing
  }

  /** Which networks read the trainee; null before load(). */
  get networks(): NetworkSet | null {
    return this.traineePoses?.networks ?? null
  }

  statistics(): EngineStatistics | null {
    return this.traineePoses && { ...this.traineePoses.statistics(), scoreMilliseconds: this.scoreTime.value }
  }

  /** Turns the camera off and frees everything. The object cannot be used again. */
  close(): void {
    if (this.isClosed) return
    this.enter('closed')
    this.aborter.abort()
    cancelAnimationFrame(this.painting)
    this.closeCamera()
    this.poseEngine?.close()
    this.scorer?.free()
    this.scorer = null
    this.trainer?.free()
    this.trainer = null
    this.shape?.close()
    this.clock.close()
    this.compositor.close()
  }

  private get isClosed(): boolean {
    return this.state === 'closed'
  }

  private enter(state: EngineState, failure: EngineFailure | null = null): void {
    this.state = state
    this.options.onState?.(state, failure)
  }

  private fail(error: unknown): void {
    if (this.isClosed || this.state === 'failed') return
    const failure = error instanceof EngineError ? error : new EngineError('engine_failed', String(error))
    this.enter('failed', { code: failure.code, detail: failure.detail })
  }

  private closeCamera(): void {
    this.frames?.stop()
    this.frames = null
    this.camera?.stop()
    this.camera = null
    this.showTrainee(null, [])
  }

  private async followTrainee(camera: HTMLVideoElement, takenAt: number): Promise<void> {
    if (this.state !== 'running' || !this.traineePoses) return
    // What the trainer showed when the frame was taken, not when its pose is known.
    const time = this.clock.at(takenAt)
    try {
      const pose = await this.traineePoses.infer(camera, takenAt)
      if (pose && this.state === 'running' && camera === this.camera?.video) this.score(time, pose)
    } catch (error) {
      this.fail(error)
    }
  }

  private score(time: number, { pose, height }: TraineePose): void {
    if (!this.scorer) return
    const begin = performance.now()
    const reading = this.scorer.observe(time, pose, height)
    this.scoreTime.add(performance.now() - begin)
    this.showTrainee(pose && keypointsFrom(pose), reading.limbs)
    this.options.onReading?.(reading)
  }

  private showTrainee(keypoints: Keypoint[] | null, limbs: LimbReading[]): void {
    this.trainee = keypoints
    this.compositor.setSkeleton(keypoints, limbs)
  }

  private paintAgain(): void {
    this.painting = requestAnimationFrame((wall) => {
      this.paint(wall)
      this.paintAgain()
    })
  }

  private paint(wall: number): void {
    const camera = this.camera?.video
    if (!camera || !this.hasNewPicture) return
    this.hasNewPicture = false
    const size = { width: camera.videoWidth, height: camera.videoHeight }
    const { trainer } = this
    const layer = trainer
      ? this.shape?.layer(wall, size, (time) => trainer.poseAt(time), trainer.size, this.trainee)
      : null
    this.compositor.paint(camera, layer ?? null)
  }
}
