import type { ScoredMoment } from '../../api/generated'
import { posesUrl } from '../../api/trainings'
import {
  EngineError,
  listCameras,
  TrainingEngine,
  type FailureCode,
  type Advice,
  type NetworkSet,
  type Reading,
  type ScoreSummary,
} from '../../engine'
import type { MediaTicket } from '../../api/media_ticket'
import { firstFlow, nextFlow, type PracticeEvent, type PracticePhase } from './practice_flow'
import type { PracticeSettings } from './settings'

export type PracticeFailure = FailureCode | 'video_failed'
export type PreparingStep = 'model' | 'camera'

export interface PracticeView {
  phase: PracticePhase
  step: PreparingStep
  /** Whole seconds left of the countdown; 0 outside it. */
  countdown: number
  reading: Reading | null
  failure: PracticeFailure | null
  cameras: { deviceId: string; label: string }[]
  summary: ScoreSummary | null
  history: ScoredMoment[]
  /** When the training session began that runs or has ended; null before the first. */
  startedAt: Date | null
  /** Poses read in a second; 0 when not known. */
  framesPerSecond: number
  /** Which networks read the pose; null before they are loaded. */
  networks: NetworkSet | null
}

/** Told about what happens, to make sounds. */
export interface PracticeListener {
  viewChanged: () => void
  phaseChanged: (phase: PracticePhase) => void
  countdownTicked: () => void
}

const outOfFrame: Advice[] = ['no_person', 'get_in_frame', 'come_closer']
const tickMilliseconds = 100

/**
 * One practice: joins the engine and the trainer's video to the flow of phases. It owns the engine;
 * the elements belong to the page. A new one is made for each visit and after a failure.
 */
export class Practice {
  private flow = firstFlow
  private view: PracticeView = {
    phase: 'preparing',
    step: 'model',
    countdown: 0,
    reading: null,
    failure: null,
    cameras: [],
    summary: null,
    history: [],
    startedAt: null,
    framesPerSecond: 0,
    networks: null,
  }
  private latestReading: Reading | null = null
  private history: ScoredMoment[] = []
  private isClosed = false
  private readonly engine: TrainingEngine
  private readonly timer: ReturnType<typeof setInterval>
  private readonly aborter = new AbortController()

  constructor(
    trainingId: number,
    shapeUrl: string,
    private readonly ticket: MediaTicket,
    canvas: HTMLCanvasElement,
    private readonly video: HTMLVideoElement,
    private settings: PracticeSettings,
    private readonly listener: PracticeListener,
  ) {
    this.engine = new TrainingEngine({
      canvas,
      trainerVideo: video,
      posesUrl: posesUrl(trainingId),
      shapeUrl,
      onShapeError: (shape) => void ticket.resume(shape, 'shapeUrl'),
      mirror: settings.mirror,
      shapeFit: settings.shapeFit,
      onReading: (reading) => this.read(reading),
      onState: (state, failure) => {
        if (state === 'failed') this.fail(failure?.code ?? 'engine_failed', failure?.detail)
      },
    })
    this.engine.setShapeOpacity(settings.shapeOpacity)
    const { signal } = this.aborter
    video.addEventListener('ended', () => this.send({ type: 'ended' }), { signal })
    video.addEventListener('error', () => void this.resume(video.error?.message), { signal })
    this.timer = setInterval(() => this.tick(), tickMilliseconds)
  }

  readonly current = (): PracticeView => this.view

  /** Loads everything and opens the camera; a failure becomes part of the view. */
  async prepare(): Promise<void> {
    try {
      // The camera first: the person answers the browser's question while the model is on its way.
      const loading = this.engine.load()
      loading.catch(() => undefined)
      this.show({ step: 'camera' })
      await this.engine.openCamera(this.settings.cameraId || undefined).catch((error: unknown) => {
        const isGone =
          error instanceof EngineError && error.code === 'camera_missing' && this.settings.cameraId
        if (!isGone) throw error
        return this.engine.openCamera()
      })
      this.show({ step: 'model', cameras: await listCameras() })
      await loading
      this.show({ networks: this.engine.networks })
      if (!this.isClosed) this.send({ type: 'prepared' })
    } catch (error) {
      this.failBy(error)
    }
  }

  send(event: PracticeEvent): void {
    if (this.isClosed) return
    const before = this.flow
    this.flow = nextFlow(before, event, performance.now(), this.settings.pausesWhenAway)
    if (this.flow.phase !== before.phase) this.enter(before.phase)
  }

  change(settings: PracticeSettings): void {
    const before = this.settings
    this.settings = settings
    if (settings.mirror !== before.mirror) {
      this.engine.setMirror(settings.mirror)
      // The score starts over, and what was scored the other way round with it.
      this.history = []
      this.show({ history: this.history })
    }
    if (settings.shapeFit !== before.shapeFit) this.engine.setShapeFit(settings.shapeFit)
    if (settings.shapeOpacity !== before.shapeOpacity) this.engine.setShapeOpacity(settings.shapeOpacity)
    if (settings.cameraId !== before.cameraId) {
      this.engine.openCamera(settings.cameraId || undefined).catch((error: unknown) => this.failBy(error))
    }
  }

  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    clearInterval(this.timer)
    this.aborter.abort()
    this.video.pause()
    this.engine.close()
  }

  private enter(from: PracticePhase): void {
    const { phase } = this.flow
    if (phase === 'positioning' || phase === 'countdown') {
      this.video.pause()
      // Readings are asked for already, since they tell whether the body is in the picture.
      this.engine.start()
      if (phase === 'countdown') this.video.currentTime = 0
    } else if (phase === 'running') {
      if (from === 'countdown') this.begin()
      this.play()
    } else {
      this.video.pause()
    }
    if (phase === 'finished') this.engine.stop()
    this.show({ phase, summary: phase === 'finished' ? this.engine.summary() : null })
    this.listener.phaseChanged(phase)
  }

  private async resume(detail: string | undefined): Promise<void> {
    if (!(await this.ticket.resume(this.video, 'videoUrl'))) this.fail('video_failed', detail)
  }

  private begin(): void {
    this.history = []
    this.latestReading = null
    this.engine.start()
    this.show({ history: this.history, startedAt: new Date(), reading: null })
  }

  private play(): void {
    this.video.play().catch((error: unknown) => {
      const isOvertaken = error instanceof DOMException && error.name === 'AbortError'
      if (isOvertaken || this.isClosed) return
      if (this.video.muted) this.fail('video_failed', String(error))
      else {
        // A browser may refuse sound where it would not refuse the picture.
        this.video.muted = true
        this.play()
      }
    })
  }

  private read(reading: Reading): void {
    this.latestReading = reading
    this.send({ type: 'seen', isInFrame: !outOfFrame.includes(reading.advice) })
    if (this.flow.phase === 'running' && reading.score !== null) {
      const last = this.history.at(-1)
      if (!last || reading.time - last.time >= 0.25) {
        this.history.push({ time: reading.time, score: reading.score })
      }
    }
  }

  private tick(): void {
    this.send({ type: 'tick' })
    const countdown =
      this.flow.phase === 'countdown' ? Math.ceil((this.flow.startsAt - performance.now()) / 1000) : 0
    if (countdown !== this.view.countdown && countdown > 0) this.listener.countdownTicked()
    if (countdown !== this.view.countdown || this.latestReading !== this.view.reading) {
      this.show({
        countdown,
        reading: this.latestReading,
        framesPerSecond: this.engine.statistics()?.framesPerSecond ?? 0,
      })
    }
  }

  private failBy(error: unknown): void {
    if (error instanceof EngineError) this.fail(error.code, error.detail)
    else this.fail('engine_failed', String(error))
  }

  private fail(code: PracticeFailure, detail: string | undefined): void {
    if (this.isClosed || this.flow.phase === 'failed') return
    console.error(code, detail ?? '')
    this.view = { ...this.view, failure: code }
    this.send({ type: 'failed' })
  }

  private show(changes: Partial<PracticeView>): void {
    if (this.isClosed) return
    this.view = { ...this.view, ...changes }
    this.listener.viewChanged()
  }
}
