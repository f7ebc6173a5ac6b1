import { expect, it, vi } from 'vitest'
import type { StageView } from '../../../engine'
import { BestPicture } from './best_picture'

function camera() {
  const waiting: ((view: StageView) => void)[] = []
  const best = new BestPicture((taken) => waiting.push(taken))
  /** The next picture of the stage. */
  const show = () => {
    const close = vi.fn()
    const view = {
      image: { close },
      person: { left: 0, top: 0, right: 1, bottom: 1 },
    } as unknown as StageView
    waiting.shift()?.(view)
    return { view, close }
  }
  return { best, waiting, show }
}

it('keeps the picture of the highest score, and closes those before it', () => {
  const { best, waiting, show } = camera()
  expect(best.latest()).toBeNull()
  best.offer(40, 1000)
  const first = show()
  expect(best.latest()).toBe(first.view)
  best.offer(30, 3000)
  best.offer(41, 3000)
  expect(waiting).toHaveLength(0)
  best.offer(60, 5000)
  const second = show()
  expect(best.latest()).toBe(second.view)
  expect(first.close).toHaveBeenCalledOnce()
  expect(second.close).not.toHaveBeenCalled()
})

it('takes no picture right after another', () => {
  const { best, waiting } = camera()
  best.offer(40, 1000)
  best.offer(80, 1500)
  expect(waiting).toHaveLength(1)
  best.offer(80, 2000)
  expect(waiting).toHaveLength(2)
})

it('keeps nothing after it was told to forget, not even what was on its way', () => {
  const { best, show } = camera()
  best.offer(90, 1000)
  const kept = show()
  best.offer(95, 3000)
  best.forget()
  const late = show()
  expect(best.latest()).toBeNull()
  expect(kept.close).toHaveBeenCalledOnce()
  expect(late.close).toHaveBeenCalledOnce()
  best.offer(20, 4000)
  const next = show()
  expect(best.latest()).toBe(next.view)
})
