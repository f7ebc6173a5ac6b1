import type { ScoredMoment } from '../../api/generated'
import { posesUrl } from '../../api/trainings'
import {
  EngineError,
  engineFiles,
  listCameras,
  TrainingEngine,
  type Reading,
  type StageView,
} from '../../engine'
import type { MediaTicket } from '../../api/media_ticket'
import { waitForPhone } from '../phone_camera'
import type { VideoPosition } from './beat/beat_schedule'
import { DelayMeter } from './delay/delay_meter'
import { storedDelay, storeDelay } from './delay/stored_delays'
import { isInFrame } from './in_frame'
import type { PictureSource } from './picture_source'
import { firstFlow, nextFlow, type PracticeEvent, type PracticePhase } from './practice_flow'
import {
  firstView,
  type LimbMark,
  type PauseReason,
  type PracticeFailure,
  type PracticeView,
} from './practice_view'
import type { PracticeSettings } from './settings'
import { BestPicture } from './share/best_picture'

/** Told about what happens, to make sounds. */
export interface PracticeListener {
  viewChanged: () => void
  phaseChanged: (phase: PracticePhase) => void
  countdownTicked: () => void
  /** A tick is to be heard at this moment of performance.now(), unless it is taken back. */
  tickAt: (wall: number) => () => void
}

const tickMilliseconds = 100
const frozenMilliseconds = 2500
const mostMarks = 2
// Of the height of the stage.
const leastMarkDistance = 0.1
const shortestLoopSeconds = 2

/**
 * One practice: joins the engine and the trainer's video to the flow of phases. It owns the engine;
 * the elements belong to the page. A new one is made for each visit and after a failure.
 */
export class Practice {
  private flow = firstFlow
  private view: PracticeView = firstView
  private latestReading: Reading | null = null
  private history: ScoredMoment[] = []
  private isClosed = false
  /** Since this training session began, or since it was waited for. */
  private wasInFrame = false
  private meter: DelayMeter | null = null
  private readonly engine: TrainingEngine
  private readonly best: BestPicture
  private readonly timer: ReturnType<typeof setInterval>
  private readonly aborter = new AbortController()

  constructor(
    trainingId: number,
    shapeUrl: string,
    private readonly ticket: MediaTicket,
    { canvas, backdrop }: { canvas: HTMLCanvasElement; backdrop: HTMLCanvasElement | null },
    private readonly video: HTMLVideoElement,
    private readonly source: PictureSource,
    private settings: PracticeSettings,
    private readonly listener: PracticeListener,
  ) {
    this.view = { ...firstView, source }
    this.engine = new TrainingEngine({
      canvas,
      ...(backdrop && { backdrop }),
      trainerVideo: video,
      posesUrl: posesUrl(trainingId),
      shapeUrl,
      onShapeError: (shape) => void ticket.resume(shape, 'shapeUrl'),
      mirror: settings.mirror,
      shapeFit: settings.shapeFit,
      onReading: (reading) => this.read(reading),
      onPose: (takenAt, keypoints) => this.meter?.seen(takenAt, keypoints),
      onState: (state, failure) => {
        if (state !== 'failed') return
        const code = failure?.code ?? 'engine_failed'
        const isPhone = code === 'camera_lost' && source === 'phone'
        this.fail(isPhone ? 'phone_lost' : code, failure?.detail)
      },
    })
    this.best = new BestPicture((taken) => this.engine.takePicture(taken))
    this.engine.setShapeOpacity(settings.shapeOpacity)
    const { signal } = this.aborter
    video.addEventListener('ended', () => this.whenEnded(), { signal })
    video.addEventListener('error', () => void this.resume(video.error?.message), { signal })
    document.addEventListener('visibilitychange', () => this.whenHidden(), { signal })
    this.apply(settings)
    this.timer = setInterval(() => this.tick(), tickMilliseconds)
  }

  readonly current = (): PracticeView => this.view

  /** Of the trainee's best moment, until the next round or close(); null where there is none. */
  readonly bestPicture = (): StageView | null => this.best.latest()

  /** Loads everything and opens the camera; a failure becomes part of the view. */
  async prepare(): Promise<void> {
    const files = engineFiles()
    const tell = () => this.show({ files: files.state() })
    this.aborter.signal.addEventListener('abort', files.subscribe(tell))
    try {
      const loading = this.engine.load()
      loading.catch(() => undefined)
      tell()
      // Fetching a phone takes a while, in which the files come.
      if (this.source === 'phone') await this.openPhone()
      // A camera that is on while nothing can be seen of it yet is of no use to anybody.
      await files.start()
      if (this.source === 'recording') await this.engine.openRecordedTrainee()
      else if (this.source === 'camera') await this.openCamera()
      this.show({ step: 'model', cameras: this.source === 'camera' ? await listCameras() : [] })
      await loading
      this.show({ networks: this.engine.networks, hasBeat: this.engine.beats().length > 0 })
      if (!this.isClosed) this.send({ type: 'prepared' })
    } catch (error) {
      this.failBy(error)
    }
  }

  private async openPhone(): Promise<void> {
    this.show({ step: 'phone' })
    const picture = await waitForPhone((pairing) => this.show({ pairing }), this.aborter.signal).catch(
      (error: unknown) => {
        this.fail('pairing_failed', String(error))
        throw error
      },
    )
    this.show({ step: 'files', pairing: null })
    await this.engine.openRemoteCamera(picture)
    this.applyDelay()
  }

  private async openCamera(): Promise<void> {
    this.show({ step: 'camera' })
    await this.openChosenCamera()
    this.applyDelay()
  }

  private async openChosenCamera(): Promise<void> {
    await this.engine.openCamera(this.settings.cameraId || undefined).catch((error: unknown) => {
      const isGone = error instanceof EngineError && error.code === 'camera_missing' && this.settings.cameraId
      if (!isGone) throw error
      return this.engine.openCamera()
    })
  }

  send(event: PracticeEvent, pausedBy: PauseReason = 'person'): void {
    if (this.isClosed) return
    if (event.type === 'pause' || event.type === 'hold') this.view = { ...this.view, pausedBy }
    const before = this.flow
    this.flow = nextFlow(before, event, performance.now(), this.settings.pausesWhenAway)
    if (this.flow.phase !== before.phase) this.enter(before.phase)
  }

  change(settings: PracticeSettings): void {
    const before = this.settings
    this.settings = settings
    this.apply(settings)
    if (settings.mirror !== before.mirror) {
      this.engine.setMirror(settings.mirror)
      // The score starts over, and what was scored the other way round with it.
      this.forgetScores()
      this.show({ history: this.history })
    }
    if (settings.shapeFit !== before.shapeFit) this.engine.setShapeFit(settings.shapeFit)
    if (settings.shapeOpacity !== before.shapeOpacity) this.engine.setShapeOpacity(settings.shapeOpacity)
    if (settings.cameraId !== before.cameraId && this.source === 'camera') {
      this.engine.openCamera(settings.cameraId || undefined).then(
        () => this.applyDelay(),
        (error: unknown) => this.failBy(error),
      )
    }
  }

  /** Goes to a moment of the video. What was scored after it is done again. */
  seek(seconds: number): void {
    const { duration } = this.video
    if (!isUnderWay(this.flow.phase) || !Number.isFinite(duration)) return
    // The very end would finish the session.
    const to = Math.min(Math.max(0, seconds), Math.max(0, duration - 0.5))
    this.video.currentTime = to
    this.history = this.history.filter((moment) => moment.time < to)
    this.latestReading = null
    this.show({ history: this.history, reading: null, marks: [] })
  }

  /** The one who counts from now on is the other person nearest to this point of the stage. */
  follow(point: { x: number; y: number }): void {
    this.engine.followAt(point)
    this.forgetScores()
    this.show({ others: [], head: null, history: this.history, reading: null, marks: [] })
  }

  /** Begins a section at this moment, ends it at this moment, and gives it up, in turn. */
  markLoop(): void {
    const { loop } = this.view
    const now = this.video.currentTime
    if (!loop) this.show({ loop: { from: now, to: null } })
    else if (loop.to !== null) this.show({ loop: null })
    else if (now - loop.from >= shortestLoopSeconds) {
      this.show({ loop: { ...loop, to: now } })
      this.seek(loop.from)
    } else this.show({ loop: null })
  }

  /** When the trainer's cycles go furthest, in order; seconds of the video. */
  readonly beats = (): readonly number[] => (this.view.hasBeat ? this.engine.beats() : [])

  /** Where the video is at a moment of performance.now(); null while nobody follows it. */
  readonly position = (wall: number): VideoPosition | null => {
    const time = this.flow.phase === 'running' ? this.engine.trainerTimeAt(wall) : null
    if (time === null) return null
    return { time, rate: this.video.playbackRate, until: this.view.loop?.to ?? Infinity }
  }

  /** Measures how late the camera sees what is done to a beat. The training waits meanwhile. */
  measureDelay(): void {
    if (this.source === 'recording' || !canMeasure(this.flow.phase)) return
    this.send({ type: 'hold' })
    this.stopMeasuring()
    this.meter = new DelayMeter(this.listener.tickAt)
    this.show({ measuring: this.meter.state })
  }

  stopMeasuring(): void {
    if (!this.meter) return
    this.meter.close()
    this.meter = null
    this.show({ measuring: null })
  }

  /** That of the camera that is open; null forgets it. */
  setDelay(milliseconds: number | null): void {
    storeDelay(this.engine.cameraId, milliseconds)
    this.applyDelay(milliseconds)
  }

  private applyDelay(milliseconds = storedDelay(this.engine.cameraId)): void {
    this.engine.setDelay(milliseconds ?? 0)
    this.show({ delay: milliseconds })
  }

  close(): void {
    if (this.isClosed) return
    this.stopMeasuring()
    this.isClosed = true
    this.best.forget()
    clearInterval(this.timer)
    this.aborter.abort()
    this.video.pause()
    this.engine.close()
  }

  private apply({ volume, speed }: PracticeSettings): void {
    this.video.volume = volume
    this.video.defaultPlaybackRate = speed
    this.video.playbackRate = speed
  }

  private whenEnded(): void {
    const { loop } = this.view
    if (!loop || loop.to === null) {
      this.send({ type: 'ended' })
      return
    }
    this.seek(loop.from)
    if (this.flow.phase === 'running') this.play()
  }

  private whenHidden(): void {
    if (document.visibilityState !== 'hidden') return
    this.stopMeasuring()
    this.send({ type: 'pause' }, 'hidden')
  }

  private enter(from: PracticePhase): void {
    const { phase } = this.flow
    this.stopMeasuring()
    this.engine.setGuide(phase === 'preparing' || phase === 'positioning' || phase === 'countdown')
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
    // A countdown that began before the tab was hidden.
    if (phase === 'running') this.whenHidden()
  }

  private async resume(detail: string | undefined): Promise<void> {
    if (!(await this.ticket.resume(this.video, 'videoUrl'))) this.fail('video_failed', detail)
  }

  private begin(): void {
    this.forgetScores()
    this.latestReading = null
    this.wasInFrame = false
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

  private forgetScores(): void {
    this.history = []
    this.best.forget()
  }

  private read(reading: Reading): void {
    this.latestReading = reading
    this.wasInFrame ||= isInFrame(reading.advice, this.flow.phase, true)
    this.send({ type: 'seen', isInFrame: isInFrame(reading.advice, this.flow.phase, this.wasInFrame) })
    if (this.flow.phase === 'running' && reading.score !== null) {
      const last = this.history.at(-1)
      if (!last || reading.time - last.time >= 0.25) {
        this.history.push({ time: reading.time, score: reading.score })
      }
      if (this.source !== 'recording') this.best.offer(reading.score, performance.now())
    }
  }

  private tick(): void {
    if (this.meter) this.measure(this.meter)
    else this.goOn()
  }

  private measure(meter: DelayMeter): void {
    meter.tick(performance.now())
    if (meter.state === this.view.measuring) return
    if (meter.state.step === 'done') this.setDelay(meter.state.milliseconds)
    this.show({ measuring: meter.state })
  }

  private goOn(): void {
    this.send({ type: 'tick' })
    const { loop } = this.view
    if (this.flow.phase === 'running') {
      if (this.engine.cameraSilence > frozenMilliseconds) this.send({ type: 'pause' }, 'camera')
      if (loop && loop.to !== null && this.video.currentTime >= loop.to) this.seek(loop.from)
    }
    const countdown =
      this.flow.phase === 'countdown' ? Math.ceil((this.flow.startsAt - performance.now()) / 1000) : 0
    if (countdown !== this.view.countdown && countdown > 0) this.listener.countdownTicked()
    if (countdown !== this.view.countdown || this.latestReading !== this.view.reading) {
      this.show({
        countdown,
        reading: this.latestReading,
        marks: this.marks(),
        others: this.engine.othersOnStage().sort((a, b) => a.left - b.left),
        head: this.engine.headOnStage(),
        statistics: this.engine.statistics(),
      })
    }
  }

  private marks(): LimbMark[] {
    if (this.flow.phase !== 'running' || !this.latestReading) return []
    return this.latestReading.limbs
      .filter((limb) => limb.grade === 'poor')
      .sort((a, b) => (a.score ?? 0) - (b.score ?? 0))
      .slice(0, mostMarks)
      .flatMap(({ name, grade }) => {
        const place = this.engine.limbOnStage(name)
        return place ? [{ name, grade, ...place }] : []
      })
      .reduce(besides, [])
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

export function isUnderWay(phase: PracticePhase): boolean {
  return phase === 'running' || phase === 'paused' || phase === 'away'
}

/** Whether the camera is on and the training can wait. */
export function canMeasure(phase: PracticePhase): boolean {
  return phase === 'positioning' || phase === 'countdown' || isUnderWay(phase)
}

/** One mark more, not over the one before. */
function besides(marks: LimbMark[], mark: LimbMark): LimbMark[] {
  const [before] = marks
  const isClear = !before || Math.abs(before.y - mark.y) >= leastMarkDistance
  if (isClear) return [...marks, mark]
  const y = mark.y < before.y ? before.y - leastMarkDistance : before.y + leastMarkDistance
  return [...marks, { ...mark, y }]
}
