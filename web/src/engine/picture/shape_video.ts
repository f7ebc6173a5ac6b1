import { VideoClock } from '../video_clock'
import { correction } from './sync'

/** The silhouette video, silent and not attached to the page, kept in step with the trainer's video. */
export class ShapeVideo {
  readonly element = document.createElement('video')
  private readonly clock: VideoClock

  constructor(address: string, onError?: (element: HTMLVideoElement) => void) {
    this.element.muted = true
    this.element.playsInline = true
    this.element.preload = 'auto'
    // After close() it has no address, which is no fault.
    this.element.onerror = () => this.element.hasAttribute('src') && onError?.(this.element)
    this.element.src = address
    this.clock = new VideoClock(this.element)
  }

  get isShowing(): boolean {
    return this.element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && this.element.videoWidth > 0
  }

  /** To be called often, with the clock of the trainer's video. */
  follow(leader: VideoClock, wall: number): void {
    const { element } = this
    if (element.readyState < HTMLMediaElement.HAVE_METADATA || element.seeking) return
    const time = Math.min(leader.at(wall), element.duration || Infinity)
    const step = correction(time, this.clock.at(wall), leader.isRunning, leader.video.playbackRate)
    if (step.kind === 'seek') element.currentTime = step.to
    else if (Math.abs(element.playbackRate - step.rate) > 0.004) element.playbackRate = step.rate
    if (leader.isRunning && element.paused && !element.ended) void element.play().catch(() => undefined)
    if (!leader.isRunning && !element.paused) element.pause()
  }

  close(): void {
    this.clock.close()
    this.element.pause()
    this.element.removeAttribute('src')
    this.element.load()
  }
}
