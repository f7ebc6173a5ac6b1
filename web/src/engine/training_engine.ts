import { type Camera, openCamera, openRemoteCamera, type RemotePicture } from './camera'
import { EngineError } from './engine_error'
import { engineFiles, type EngineFiles } from './files/engine_files'
import { FrameSource } from './frame_source'
import type { PageModule } from './module/page_module'
import { keypointsFrom, Scorer, type Trainer } from './module/scorer'
import { MovingAverage, Quantile } from './moving_average'
import { Compositor } from './picture/compositor'
import { bodyBox, limbMiddle } from './picture/body'
import type { Box } from './module/follower'
import type { ShapeLayer } from './picture/painter'
import { PoseEngine } from './pose/pose_engine'
import { openRecordedTrainee } from './recorded_trainee'
import { type ShapeFit, ShapeStage } from './shape_stage'
import { type TraineePose, TraineePoses } from './trainee_poses'
import { fetchTrainer, startModule } from './trainer_poses'
import type {
  EngineFailure,
  EngineState,
  EngineStatistics,
  Keypoint,
  LimbName,
  LimbReading,
  NetworkSet,
  Reading,
  ScoreSummary,
} from './types'
import { StagePicture } from './stage_picture'
import { VideoClock } from './video_clock'

export interface TrainingEngineOptions {
  /** Gets the composited picture. The engine places it on the element around it, which is the stage and clips it. */
  canvas: HTMLCanvasElement
  /** On the same stage, behind it: gets a coarse copy of the camera for where the picture does not reach. */
  backdrop?: HTMLCanvasElement
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
  /** Brings what the engine runs on; that of the page by default. */
  files?: EngineFiles
  /** Headers for posesUrl, such as Authorization for the owner of a training not yet ready. */
  fetchHeaders?: Record<string, string>
  /** Each pose as it was read: when its frame was taken, performance.now(); null when nobody was found. */
  onPose?: (takenAt: number, keypoints: Keypoint[] | null) => void
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

/** The mirrored camera, with the trainer's shape and the trainee's skeleton, and where in it the trainee is, in its pixels. */
export interface StageView {
  image: ImageBitmap
  person: Box
}

/** One visit to a training page. Callbacks come on the main thread. */
export class TrainingEngine {
  private readonly aborter = new AbortController()
  private readonly clock: VideoClock
  private readonly compositor: Compositor
  private readonly stage: StagePicture
  private readonly shape: ShapeStage | null
  private readonly scoreTime = new MovingAverage()
  private readonly latency = new Quantile(0.95)
  private readonly pictureDelay = new MovingAverage()
  private mirror: boolean
  private delaySeconds = 0
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
  private others: Box[] = []
  private isGuiding = false
  private lastFrameAt = -Infinity
  private painting = 0
  private hasNewPicture = false
  private takesPicture: ((picture: StageView) => void) | null = null

  constructor(private readonly options: TrainingEngineOptions) {
    this.mirror = options.mirror ?? true
    this.clock = new VideoClock(options.trainerVideo)
    this.compositor = new Compositor(options.canvas)
    this.stage = new StagePicture(options.canvas, options.backdrop ?? null)
    this.shape = options.shapeUrl ? new ShapeStage(options.shapeUrl, this.clock, options.onShapeError) : null
    if (this.shape) {
      this.shape.isMirror = this.mirror
      this.shape.fit = options.shapeFit ?? 'frame'
    }
  }

  /** Waits for the files of the engine, starts it, and fetches the trainer's poses. Throws EngineError. */
  async load(): Promise<void> {
    const { posesUrl, fetchHeaders = {}, files = engineFiles() } = this.options
    const { signal } = this.aborter
    const engine = new PoseEngine()
    this.poseEngine = engine
    const needed = await files.start()
    if (this.isClosed) return
    const module = await startModule(needed.module)
    const [trainer] = await Promise.all([
      fetchTrainer(module, posesUrl, fetchHeaders, signal),
      engine.load(needed),
    ])
    if (this.isClosed) {
      trainer.free()
      return
    }
    this.module = module
    this.trainer = trainer
    this.traineePoses = new TraineePoses(engine)
    this.enter('ready')
    files
      .largePose()
      .then((bytes) => this.isClosed || engine.addLargePose(bytes))
      // The small network goes on without it.
      .catch(() => undefined)
  }

  /** Opens a camera and begins to draw; replaces the one in use. Throws EngineError. */
  async openCamera(deviceId?: string): Promise<void> {
    await this.follow(() => openCamera(deviceId))
  }

  /** In place of a camera of this machine, that of another one. Throws EngineError. */
  async openRemoteCamera(picture: RemotePicture): Promise<void> {
    await this.follow(() => openRemoteCamera(picture))
  }

  /** In place of a camera: the trainer's own picture, a little late, moving as the mirror setting wants it. Throws EngineError. */
  async openRecordedTrainee(): Promise<void> {
    await this.follow(() => openRecordedTrainee(this.options.trainerVideo, this.mirror))
  }

  private async follow(open: () => Promise<Camera>): Promise<void> {
    const request = ++this.cameraRequest
    this.closeCamera()
    const camera = await open()
    if (this.isClosed || request !== this.cameraRequest) {
      camera.stop()
      return
    }
    this.lastFrameAt = performance.now()
    camera.onLost = () => this.fail(new EngineError('camera_lost', 'the track has ended'))
    this.camera = camera
    this.frames = new FrameSource(camera.video, (takenAt) => {
      this.hasNewPicture = true
      this.lastFrameAt = performance.now()
      this.pictureDelay.add(this.lastFrameAt - takenAt)
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
    this.others = []
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

  /**
   * By how much what the trainee does is seen late, beyond what the browser tells of its camera. The score goes by
   * what the trainer showed so much earlier. Milliseconds.
   */
  setDelay(milliseconds: number): void {
    this.delaySeconds = milliseconds / 1000
  }

  /** Of the camera that is open; empty where the browser does not tell. */
  get cameraId(): string {
    return this.camera?.deviceId ?? ''
  }

  /** When each cycle of the trainer goes furthest, in order; seconds. Empty before load(), and where nothing repeats. */
  beats(): number[] {
    return this.trainer?.beats() ?? []
  }

  /** Where the trainer's video is at a moment of performance.now(), seconds; null while it stands still. */
  trainerTimeAt(wall: number): number | null {
    return this.clock.isRunning ? this.clock.at(wall) : null
  }

  /** Shows where the trainer stands in the picture, for who takes their place; or where the trainee is. */
  setGuide(isGuiding: boolean): void {
    if (isGuiding === this.isGuiding) return
    this.isGuiding = isGuiding
    this.stage.reset()
  }

  /** Milliseconds since the camera's last frame. */
  get cameraSilence(): number {
    return performance.now() - this.lastFrameAt
  }

  /** Where the middle of a limb of the trainee is on the stage, as shares of its sides; null when it is not seen. */
  limbOnStage(name: LimbName): { x: number; y: number } | null {
    const middle = this.trainee && limbMiddle(this.trainee, name)
    return middle && this.stage.onStage(middle)
  }

  /** Where the trainee's head is on the stage; null when it is not seen. */
  headOnStage(): { x: number; y: number } | null {
    const box = this.trainee && bodyBox(this.trainee)
    return box && this.stage.onStage({ x: (box.left + box.right) / 2, y: box.top })
  }

  /** Who else is in the picture: boxes on the stage, as shares of its sides. In no lasting order. */
  othersOnStage(): Box[] {
    return this.others.flatMap((box) => {
      const [a, b] = [
        this.stage.onStage({ x: box.left, y: box.top }),
        this.stage.onStage({ x: box.right, y: box.bottom }),
      ]
      return a && b ? [{ left: b.x, top: a.y, right: a.x, bottom: b.y }] : []
    })
  }

  /** The trainee from now on is whoever of the others is nearest to this point of the stage. Clears earlier readings. */
  followAt(point: { x: number; y: number }): void {
    const at = this.stage.inCamera(point)
    if (!at) return
    const distance = (box: Box) =>
      Math.hypot((box.left + box.right) / 2 - at.x, (box.top + box.bottom) / 2 - at.y)
    const [nearest] = [...this.others].sort((a, b) => distance(a) - distance(b))
    if (!nearest) return
    this.poseEngine?.follow(nearest)
    this.others = []
    this.stage.reset()
    this.shape?.reset()
    if (this.state === 'running') this.start()
  }

  /** Calls once with what is painted next with the trainee in it; of two that wait the later one. Whoever gets the picture closes it. */
  takePicture(taken: (view: StageView) => void): void {
    this.takesPicture = taken
  }

  summary(): ScoreSummary {
    return this.scorer?.summary() ?? nothing
  }

  /** Which networks read the trainee; null before load(). */
  get networks(): NetworkSet | null {
    return this.traineePoses?.networks ?? null
  }

  statistics(): EngineStatistics | null {
    return (
      this.traineePoses && {
        ...this.traineePoses.statistics(),
        scoreMilliseconds: this.scoreTime.value,
        latencyMilliseconds: this.latency.value,
      }
    )
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
    this.stage.close()
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
    // The same delay while the video stands still, so that neither a pause nor its end is a jump.
    const delay = this.delaySeconds * this.options.trainerVideo.playbackRate
    const time = Math.max(0, this.clock.at(takenAt) - delay)
    try {
      const pose = await this.traineePoses.infer(camera, takenAt)
      if (pose && this.state === 'running' && camera === this.camera?.video) this.score(time, pose)
    } catch (error) {
      this.fail(error)
    }
  }

  private score(time: number, { takenAt, pose, others, picture }: TraineePose): void {
    if (!this.scorer) return
    this.others = others
    const begin = performance.now()
    const reading = this.scorer.observe(time, pose, picture)
    const now = performance.now()
    this.scoreTime.add(now - begin)
    this.latency.add(now - takenAt)
    const keypoints = pose && keypointsFrom(pose)
    this.showTrainee(keypoints, reading.limbs)
    this.options.onPose?.(takenAt, keypoints)
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
    const { trainer, shape, isGuiding } = this
    // The trainee is seen as they were when the frame was taken, and so is the shape.
    const moment = wall - this.pictureDelay.value
    const layer =
      trainer && shape
        ? shape.layer(moment, size, (time) => trainer.poseAt(time), trainer.size, this.trainee, isGuiding)
        : null
    const guide = isGuiding && trainer && layer ? guideBox(trainer, layer, size.width) : null
    const subject = isGuiding ? guide : this.trainee && around(bodyBox(this.trainee), this.others)
    this.stage.update(camera, subject, wall)
    this.compositor.paint(camera, layer, this.stage.scale)
    this.givePicture(size.width)
  }

  private givePicture(cameraWidth: number): void {
    const { takesPicture: taken, trainee } = this
    const { canvas } = this.options
    const body = trainee && bodyBox(trainee)
    if (!taken || !body) return
    this.takesPicture = null
    const person = mirrored(body, cameraWidth, canvas.width / cameraWidth)
    // In the task that painted it: a canvas of WebGL is empty after it.
    createImageBitmap(canvas).then(
      (image) => taken({ image, person }),
      () => undefined,
    )
  }
}

/** Where the trainer stands in the beginning, as the guide shows it; in pixels of the camera. */
function guideBox(trainer: Trainer, { place, isFlipped }: ShapeLayer, cameraWidth: number): Box | null {
  const box = bodyBox(trainer.poseAt(0)?.keypoints ?? [])
  if (!box) return null
  const scale = place.width / trainer.size.width
  const sides = [place.x + box.left * scale, place.x + box.right * scale] as const
  // The guide is drawn on the mirrored picture.
  const [left, right] = isFlipped
    ? sides.map((x) => x + cameraWidth - 2 * place.x - place.width)
    : [cameraWidth - sides[1], cameraWidth - sides[0]]
  return {
    left: left ?? 0,
    right: right ?? 0,
    top: place.y + box.top * scale,
    bottom: place.y + box.bottom * scale,
  }
}

/** A box of the camera, where it is in the picture that is painted: mirrored, and so much larger. */
function mirrored({ left, top, right, bottom }: Box, cameraWidth: number, scale: number): Box {
  return {
    left: (cameraWidth - right) * scale,
    top: top * scale,
    right: (cameraWidth - left) * scale,
    bottom: bottom * scale,
  }
}

/** A box with those of others, who may be chosen as long as they are seen; null stays null. */
function around(box: Box | null, others: Box[]): Box | null {
  return (
    box &&
    others.reduce(
      (whole, other) => ({
        left: Math.min(whole.left, other.left),
        top: Math.min(whole.top, other.top),
        right: Math.max(whole.right, other.right),
        bottom: Math.max(whole.bottom, other.bottom),
      }),
      box,
    )
  )
}
