import type { Challenge, WorkProof } from '../../../api/challenge'

/**
 * Works on a challenge beside the page; tells after each puzzle how much is done, 0 to 1. An abort ends the work.
 */
export function work(
  challenge: Challenge,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<WorkProof> {
  const worker = new Worker(new URL('./work_worker.ts', import.meta.url), { type: 'module' })
  const nonces: number[] = []
  const found = new Promise<WorkProof>((resolve, reject) => {
    const finishIfDone = () => {
      progress(challenge.puzzles === 0 ? 1 : nonces.length / challenge.puzzles)
      if (nonces.length === challenge.puzzles) resolve({ token: challenge.token, nonces })
    }
    worker.onmessage = ({ data }: MessageEvent<number>) => {
      nonces.push(data)
      finishIfDone()
    }
    worker.onerror = (event) => reject(new Error(event.message || 'the worker did not start'))
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    finishIfDone()
    worker.postMessage(challenge)
  })
  return found.finally(() => worker.terminate())
}
