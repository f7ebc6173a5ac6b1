// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'

vi.mock('pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css', () => ({}))

const load = vi.fn(() => Promise.resolve([]))
const shown = () => document.documentElement.dataset.font

/** As at the beginning of a document. */
async function openDocument() {
  vi.resetModules()
  delete document.documentElement.dataset.font
  return import('./fonts')
}

beforeEach(() => {
  localStorage.clear()
  load.mockClear()
  Object.defineProperty(document, 'fonts', { value: { load }, configurable: true })
})

it('spares slow links and those who save data the font', async () => {
  const { bringFont, changeFont } = await openDocument()
  for (const connection of [{ effectiveType: '3g' }, { effectiveType: '4g', saveData: true }])
    await bringFont({ connection })
  changeFont()
  expect(load).not.toHaveBeenCalled()
  expect(shown()).toBeUndefined()
})

it('is used from the next page on, so that nothing moves while it comes', async () => {
  const { bringFont, changeFont } = await openDocument()
  changeFont()
  await bringFont({ connection: { effectiveType: '4g' } })
  expect(load).toHaveBeenCalledOnce()
  expect(shown()).toBeUndefined()
  changeFont()
  expect(shown()).toBe('pretendard')
})

it('is used at once where the system shows Korean as boxes', async () => {
  const draw = vi.fn()
  const pixels = vi.fn(() => ({ data: [0, 0] }))
  const context = { fillText: draw, getImageData: pixels } as unknown as CanvasRenderingContext2D
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context)
  const boxes = await openDocument()
  await boxes.bringFont({})
  expect(shown()).toBe('pretendard')
  expect(draw).toHaveBeenCalledTimes(2)

  localStorage.clear()
  pixels.mockReturnValueOnce({ data: [0, 1] })
  const syllables = await openDocument()
  void syllables.bringFont({})
  expect(shown()).toBeUndefined()
})

it('is used from the beginning where it was kept', async () => {
  const first = await openDocument()
  await first.bringFont({})
  const second = await openDocument()
  void second.bringFont({})
  expect(shown()).toBe('pretendard')
})
