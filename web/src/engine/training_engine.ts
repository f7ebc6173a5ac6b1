import { type Camera, openCamera } from './camera'
import type { EngineFailure, EngineState, EngineStatistics, Reading, SessionSummary } from './types'

/** 'frame': the shape as the trainer stands in the video; 'trainee': moved and scaled onto the trainee. */
export type ShapeFit = 'frame' | 'trainee'

export interface TrainingEngineOptions {
  /** Gets the composited picture; the engine sets its pixel size, the page its size on screen. */
  canvas: HTMLCanvasElement
  /** The trainer's video, owned and controlled by the page. Its clock is the session's clock. */
  trainerVideo: HTMLVideoElement
  /** GET /api/trainings/{id}/poses */
  posesUrl: string
  /** GET /api/streaming/training/{id}/shape; without it only the camera is drawn. */
  shapeUrl?: string
  /** Whether the trainee moves as in a mirror (default true), or with the same-named side. */
  mirror?: boolean
  shapeFit?: ShapeFit
  /** Where the models and the module are served; default '/models/', '/wasm/', '/ort/'. */
  modelsUrl?: string
  moduleUrl?: string
  runtimeUrl?: string
  /** Headers for posesUrl, such as Authorization for the owner of a training not yet ready. */
  fetchHeaders?: Record<string, string>
  onReading?: (reading: Reading) => void
  onState?: (state: EngineState, failure: EngineFailure | null) => void
}

/** One visit to a training page. Callbacks come on the main thread. */
export class TrainingEngine {
  private camera: Camera | null = null

  constructor(private readonly options: TrainingEngineOptions) {}

  /** Fetches the module, the models and the trainer's poses. Throws EngineError. */
  async load(): Promise<void> {
    this.options.onState?.('ready', null)
  }

  /** Opens a camera and begins to draw; replaces the one in use. Throws EngineError. */
  async openCamera(deviceId?: string): Promise<void> {
    this.camera?.stop()
    this.camera = await openCamera(deviceId)
  }

  /** From now on camera frames are compared while the trainer's video plays. Clears earlier readings. */
  start(): void {
    this.options.onState?.('running', null)
  }

  /** Stops comparing; the picture stays. */
  stop(): void {
    this.options.onState?.('ready', null)
  }

  setMirror(_mirror: boolean): void {}

  setShapeFit(_fit: ShapeFit): void {}

  /** Opacity of the trainer's shape, 0..1. */
  setShapeOpacity(_opacity: number): void {}

  summary(): SessionSummary {
    return {
      score: null,
      terms: { posture: null, timing: null, vigour: null, stillness: null },
      limbs: [],
      lagSeconds: null,
      comparedSeconds: 0,
    }
  }

  statistics(): EngineStatistics | null {
    return null
  }

  /** Turns the camera off and frees everything. The object cannot be used again. */
  close(): void {
    this.camera?.stop()
    this.camera = null
    this.options.onState?.('closed', null)
  }
}
