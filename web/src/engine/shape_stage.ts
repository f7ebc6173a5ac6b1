import { contained, mirroredStance, settlingSeconds, ShapePlacer, type Stance, stanceOf } from './picture/fit'
import type { ShapeLayer } from './picture/painter'
import { ShapeVideo } from './picture/shape_video'
import type { Keypoint, Pose } from './types'
import type { VideoClock } from './video_clock'

/** 'frame': the shape as the trainer stands in the video; 'trainee': moved and scaled onto the trainee. */
export type ShapeFit = 'frame' | 'trainee'

const guideOpacity = 0.5

/** The trainer's shape over the trainee: which moment, where, which way round, how strong. */
export class ShapeStage {
  fit: ShapeFit = 'frame'
  /** The trainee answers as in a mirror: then the shape is shown as it is, otherwise flipped. */
  isMirror = true
  opacity = 1

  private readonly video: ShapeVideo
  private readonly placer = new ShapePlacer()
  private lastWall = 0

  constructor(
    address: string,
    private readonly clock: VideoClock,
    onError?: (shape: HTMLVideoElement) => void,
  ) {
    this.video = new ShapeVideo(address, onError)
  }

  /**
   * poseAt gives the trainer's pose; trainee and camera are in pixels of the camera. isGuide: as the trainer stands in the video,
   * whatever the fit, and visible.
   */
  layer(
    wall: number,
    camera: { width: number; height: number },
    poseAt: (time: number) => Pose | null,
    poseSize: { width: number; height: number },
    trainee: Keypoint[] | null,
    isGuide = false,
  ): ShapeLayer | null {
    this.video.follow(this.clock, wall)
    const seconds = (wall - this.lastWall) / 1000
    this.lastWall = wall
    const opacity = isGuide ? Math.max(this.opacity, guideOpacity) : this.opacity
    if (!this.video.isShowing || opacity <= 0) return null
    const { element } = this.video
    const size = { width: element.videoWidth, height: element.videoHeight }
    const stance = trainee && stanceOf(trainee)
    const pose = poseAt(this.clock.at(wall))
    const trainer = pose && stanceOf(pose.keypoints)
    // Also behind the guide, where both stand upright, which tells best how large they are.
    const fitted = this.placer.update(
      trainer && this.inShape(trainer, size.width / poseSize.width, size.width),
      stance && mirroredStance(stance, camera.width),
      size,
      camera,
      seconds,
      isGuide ? settlingSeconds : undefined,
    )
    const place = this.fit === 'trainee' && !isGuide ? fitted : contained(size, camera)
    return { video: element, place, isFlipped: !this.isMirror, opacity }
  }

  /** After the way round or the fit has changed. */
  reset(): void {
    this.placer.reset()
  }

  close(): void {
    this.video.close()
  }

  private inShape({ x, y, feet, scale }: Stance, factor: number, width: number): Stance {
    const scaled = {
      x: x * factor,
      y: y * factor,
      feet: feet && { x: feet.x * factor, y: feet.y * factor },
      scale: scale * factor,
    }
    return this.isMirror ? scaled : mirroredStance(scaled, width)
  }
}
