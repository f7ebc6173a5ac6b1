import { afterEach, expect, it, vi } from 'vitest'
import { Cues } from './cues'

const node = { connect: (next: unknown) => next, disconnect: vi.fn() }
const starts: number[] = []

/** A context at its second 5, which it says is heard 40 ms later. */
function stubContext(state: AudioContextState, getOutputTimestamp?: () => AudioTimestamp) {
  starts.length = 0
  const parameter = { value: 0, setValueAtTime: vi.fn(), exponentialRampToValueAtTime: vi.fn() }
  const context = {
    state,
    currentTime: 5,
    outputLatency: 0.04,
    getOutputTimestamp,
    resume: () => Promise.resolve(),
    createGain: () => ({ ...node, gain: parameter }),
    createOscillator: () => ({
      ...node,
      frequency: parameter,
      start: (at: number) => starts.push(at),
      stop: vi.fn(),
    }),
  }
  vi.stubGlobal(
    'AudioContext',
    vi.fn(function () {
      return context
    }),
  )
  vi.spyOn(performance, 'now').mockReturnValue(10_000)
}
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

it('begins a tick so that it is heard at its moment', () => {
  stubContext('running', () => ({ contextTime: 4.96, performanceTime: 10_000 }))
  new Cues().tickAt(10_200)
  expect(starts).toEqual([expect.closeTo(5.16)])
  stubContext('running', () => ({ contextTime: 0, performanceTime: 0 }))
  new Cues().tickAt(10_200)
  expect(starts).toEqual([expect.closeTo(5.16)])
})

it('begins a tick at once that should have begun', () => {
  stubContext('running')
  new Cues().tickAt(9_990)
  expect(starts).toEqual([5])
})

it('takes a tick back', () => {
  stubContext('running')
  const takeBack = new Cues().tickAt(10_200)
  expect(node.disconnect).not.toHaveBeenCalled()
  takeBack()
  expect(node.disconnect).toHaveBeenCalledOnce()
})

it('leaves a tick out that would come late or is not to be heard', () => {
  stubContext('suspended')
  new Cues().tickAt(10_200)
  stubContext('running')
  const silent = new Cues()
  silent.isOn = false
  silent.tickAt(10_200)
  silent.isOn = true
  silent.volume = 0
  silent.tickAt(10_200)
  expect(starts).toEqual([])
})
