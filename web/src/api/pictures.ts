import { session } from './session'

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
  await session.call(`/api/thumbnail/${trainingId}`, { method: 'POST', body: form })
}
