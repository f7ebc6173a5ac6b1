import { auth } from './auth_session'

/** The addresses of a picture in its sizes: other ones for each version of it, so that they may be kept for ever. */
export interface Picture {
  small: string
  medium: string
  large: string
  /** Not everybody may see it, and an image element sends no credential: readPicture() gets it. */
  isClosed: boolean
}

/** How wide a picture of each size is at most, in pixels. */
export const pictureWidths = { small: 320, medium: 640, large: 1280 }

/** For the attribute `srcset` of an image. */
export function sourcesOf({ small, medium, large }: Picture): string {
  const { small: least, medium: middle, large: most } = pictureWidths
  return `${small} ${least}w, ${medium} ${middle}w, ${large} ${most}w`
}

/** A picture that the person may see, at least as wide as asked for where it is. */
export async function readPicture(picture: Picture, width: number, signal: AbortSignal): Promise<Blob> {
  const size = width <= pictureWidths.small ? 'small' : width <= pictureWidths.medium ? 'medium' : 'large'
  const answer = await auth.call(picture[size], { binary: true, signal })
  return answer.body as Blob
}

/** Makes a JPEG of what a video shows now. Throws when the video shows nothing yet. */
export async function pictureOf(video: HTMLVideoElement, longestSide: number): Promise<Blob> {
  const { videoWidth, videoHeight } = video
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || videoWidth === 0) {
    throw new Error('the video shows nothing yet')
  }
  const scale = Math.min(1, longestSide / Math.max(videoWidth, videoHeight))
  const canvas = new OffscreenCanvas(Math.round(videoWidth * scale), Math.round(videoHeight * scale))
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })
}

/** Gives a training its picture in the lists; for its owner. */
export async function sendThumbnail(trainingId: number, picture: Blob): Promise<void> {
  const form = new FormData()
  form.append('image', picture, 'picture.jpg')
  await auth.call(`/api/thumbnail/${trainingId}`, { method: 'POST', body: form })
}
