const oldestCaptureMilliseconds = 1000

/** When a frame was taken, on the clock of performance.now(); the camera's word where it is believable. */
export function captureMoment(now: number, captureTime: number | undefined): number {
  const age = captureTime === undefined ? NaN : now - captureTime
  return age >= 0 && age < oldestCaptureMilliseconds ? now - age : now
}

/** Calls back for each new frame of a video until stopped, with the moment it was taken. */
export class FrameSource {
  private callback = 0
  private timer = 0
  private lastTime = -1

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly onFrame: (takenAt: number) => void,
  ) {
    this.listen()
  }

  stop(): void {
    this.video.cancelVideoFrameCallback?.(this.callback)
    cancelAnimationFrame(this.timer)
  }

  private listen(): void {
    if (this.video.requestVideoFrameCallback) {
      this.callback = this.video.requestVideoFrameCallback((now, frame) => {
        this.listen()
        this.onFrame(captureMoment(now, frame.captureTime))
      })
    } else {
      this.timer = requestAnimationFrame((now) => {
        this.listen()
        if (this.video.currentTime === this.lastTime) return
        this.lastTime = this.video.currentTime
        this.onFrame(now)
      })
    }
  }
}
