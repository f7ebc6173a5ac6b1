import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError, NetworkError } from './errors'
import { MediaTicket } from './media_ticket'

let page: EventTarget & { hidden: boolean }
let asked: number[]
let ticketSeconds: number | undefined
let failure: Error | undefined

const read = async () => {
  asked.push(performance.now())
  if (failure) throw failure
  return {
    videoUrl: `/video?ticket=${asked.length}`,
    shapeUrl: `/shape?ticket=${asked.length}`,
    ticketSeconds,
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  page = Object.assign(new EventTarget(), { hidden: false })
  vi.stubGlobal('document', page)
  asked = []
  ticketSeconds = 300
  failure = undefined
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const player = (time: number, paused = false) => ({
  currentTime: time,
  paused,
  src: '/video?ticket=0',
  play: vi.fn(async () => {}),
})

it('is renewed at once and then after half its life, until it may rest', async () => {
  const ticket = new MediaTicket(read)
  ticket.keep()
  ticket.keep()
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(149_000)
  expect(asked).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(152_000)
  expect(asked).toHaveLength(3)
  ticket.rest()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toHaveLength(3)
})

it('is renewed when a page is shown again whose timers stood still, and not before it is due', async () => {
  const ticket = new MediaTicket(read)
  ticket.keep()
  await vi.advanceTimersByTimeAsync(1000)
  page.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveLength(1)
  const now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => now + 3_600_000)
  page.hidden = true
  page.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveLength(1)
  page.hidden = false
  page.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveLength(2)
  ticket.rest()
})

it('asks again soon when no server answers, and no more when the person may not see it', async () => {
  const ticket = new MediaTicket(read)
  failure = new NetworkError()
  ticket.keep()
  await vi.advanceTimersByTimeAsync(11_000)
  expect(asked).toHaveLength(3)
  failure = new ApiError(404, '1101', 'gone')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(4)
  ticket.rest()
})

it('needs no renewal of what everybody may see', async () => {
  ticketSeconds = undefined
  const ticket = new MediaTicket(read)
  ticket.keep()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(asked).toHaveLength(1)
  ticket.rest()
})

it('goes on at the same place with another link', async () => {
  const ticket = new MediaTicket(read)
  const [playing, paused] = [player(42.5), player(7, true)]
  expect(await Promise.all([ticket.resume(playing, 'videoUrl'), ticket.resume(paused, 'shapeUrl')])).toEqual([
    true,
    true,
  ])
  expect(asked).toHaveLength(1)
  expect([playing.src, playing.currentTime, playing.play.mock.calls.length]).toEqual([
    '/video?ticket=1',
    42.5,
    1,
  ])
  expect([paused.src, paused.currentTime, paused.play.mock.calls.length]).toEqual(['/shape?ticket=1', 7, 0])
})

it('does not go on for ever with a file that fails for another reason', async () => {
  const ticket = new MediaTicket(read)
  const broken = player(1)
  expect(await ticket.resume(broken, 'videoUrl')).toBe(true)
  expect(await ticket.resume(broken, 'videoUrl')).toBe(false)
  await vi.advanceTimersByTimeAsync(6000)
  expect(await ticket.resume(broken, 'videoUrl')).toBe(true)
  failure = new ApiError(404, '1101', 'gone')
  await vi.advanceTimersByTimeAsync(6000)
  expect(await ticket.resume(broken, 'videoUrl')).toBe(false)
})
