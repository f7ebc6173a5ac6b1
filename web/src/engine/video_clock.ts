/** A moment at which a frame was on screen. */
interface Anchor {
  /** performance.now() of its display, milliseconds. */
  wall: number
  /** Of the frame, seconds. */
  media: number
}

const staleMilliseconds = 700

/** Time of the media at a moment, from the frame that was last seen; null when that is too long ago. */
export function mediaTimeAt(anchor: Anchor | null, wall: number, rate: number): number | null {
  if (!anchor || Math.abs(wall - anchor.wall) > staleMilliseconds) return null
  return anchor.media + ((wall - anchor.wall) / 1000) * rate
}

/**
 * What a video shows at a moment of performance.now(), by the times of its frames
 * (requestVideoFrameCallback), which currentTime only follows in steps.
 */
export class VideoClock {
  private anchor: Anchor | null = null
  private callback = 0
  private readonly aborter = new AbortController()

  constructor(readonly video: HTMLVideoElement) {
    const { signal } = this.aborter
    for (const name of ['pause', 'seeking', 'waiting', 'emptied', 'ratechange']) {
      video.addEventListener(name, () => (this.anchor = null), { signal })
    }
    this.listen()
  }

  get isRunning(): boolean {
    const { paused, seeking, ended, readyState } = this.video
    return !paused && !seeking && !ended && readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
  }

  at(wall: number): number {
    if (!this.isRunning) return this.video.currentTime
    return mediaTimeAt(this.anchor, wall, this.video.playbackRate) ?? this.video.currentTime
  }

  close(): void {
    this.aborter.abort()
    this.video.cancelVideoFrameCallback?.(this.callback)
  }

  private listen(): void {
    if (!this.video.requestVideoFrameCallback) return
    this.callback = this.video.requestVideoFrameCallback((_, frame) => {
      if (this.isRunning) this.anchor = { wall: frame.expectedDisplayTime, media: frame.mediaTime }
      this.listen()
    })
  }
}
