import { expect, it } from 'vitest'
import { jointNames, type Keypoint } from '../../../engine'
import { DelayMeter } from './delay_meter'

/** Somebody with shoulders of 100 pixels and wrists this far apart. */
function person(apart: number): Keypoint[] {
  const places = new Map([
    ['left_shoulder', 370],
    ['right_shoulder', 270],
    ['left_wrist', 320 + apart / 2],
    ['right_wrist', 320 - apart / 2],
  ])
  return jointNames.map((name) => ({ x: places.get(name) ?? 320, y: 200, score: 0.8 }))
}

/** Runs a measurement with poses 15 times a second, that are `seenLate` late; what was heard of it. */
function measure(apartAt: (now: number, beats: readonly number[]) => Keypoint[] | null) {
  const heard: number[] = []
  let takenBack = 0
  const meter = new DelayMeter((wall) => {
    heard.push(wall)
    return () => takenBack++
  })
  for (let now = 0; now < 20_000; now += 1000 / 15) {
    const beats = meter.state.step === 'beating' ? meter.state.beats : []
    meter.seen(now, apartAt(now, beats))
    meter.tick(now + 40)
  }
  meter.close()
  return { state: meter.state, heard, takenBack }
}

it('sets a steady beat once the hands are seen, and finds how late claps are', () => {
  const { state, heard, takenBack } = measure((now, beats) => {
    if (now < 3000) return null
    const nearest = Math.min(...beats.map((beat) => Math.abs(beat + 170 - now)), 1000)
    return person(20 + Math.min(150, nearest))
  })
  expect(heard[0]).toBeGreaterThan(5000)
  expect(heard).toHaveLength(12)
  expect(takenBack).toBe(12)
  if (state.step !== 'done') throw new Error(JSON.stringify(state))
  expect(Math.abs(state.milliseconds - 170)).toBeLessThan(1000 / 15)
})

it('says that too few claps were seen when nobody claps', () => {
  expect(measure(() => person(150)).state).toEqual({ step: 'failed', problem: 'too_few' })
})

it('waits for as long as the hands are not seen', () => {
  const { state, heard } = measure((now) => (now % 1000 < 500 ? person(150) : null))
  expect(state.step).toBe('placing')
  expect(heard).toEqual([])
})
