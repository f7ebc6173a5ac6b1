import { describe, expect, it } from 'vitest'
import { clapDelay, type HandsApart } from './clap_delay'

const interval = 750
const beats = Array.from({ length: 8 }, (_, i) => 5000 + interval * i)

/** Numbers in 0..1 that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

interface Seen {
  rate: number
  /** From closed to open, milliseconds. */
  opening?: number
  jitter?: number
  dropped?: number
  noise?: number
}

/** Hands that are together at these moments, as readings of a camera show them. */
function hands(claps: number[], { rate, opening = 180, jitter = 0, dropped = 0, noise = 0 }: Seen, seed = 1) {
  const next = chance(seed)
  const readings: HandsApart[] = []
  for (let frame = 4000; frame < 12_000; frame += 1000 / rate) {
    const at = frame + jitter * (next() - 0.5)
    const nearest = Math.min(...claps.map((clap) => Math.abs(clap - at)))
    const apart = 0.25 + 1.2 * Math.min(1, nearest / opening) + noise * (next() - 0.5)
    if (next() >= dropped) readings.push({ at, apart })
  }
  return readings
}

const late = (milliseconds: number) => beats.map((beat) => beat + milliseconds)

describe('clapDelay', () => {
  it('is within one frame, at every rate of readings and every delay', () => {
    for (const rate of [10, 15, 24, 30]) {
      for (const delay of [0, 60, 140, 250, 400, 500]) {
        for (let seed = 1; seed <= 10; seed++) {
          const seen = hands(late(delay), { rate, jitter: 20, dropped: 0.1, noise: 0.1 }, seed)
          const found = clapDelay(seen, beats)
          const what = `${rate}/s, ${delay} ms, ${seed}: ${JSON.stringify(found)}`
          if (!('milliseconds' in found)) throw new Error(what)
          expect(Math.abs(found.milliseconds - delay), what).toBeLessThan(1000 / rate)
        }
      }
    }
  })

  it('takes claps that are not quite on the beat, and some that are missing or wrong', () => {
    const next = chance(7)
    const human = late(180).map((clap) => clap + 60 * (next() - 0.5))
    human.splice(2, 1)
    human.push(beats[5]! + 520)
    const found = clapDelay(hands(human, { rate: 20, jitter: 15 }), beats)
    if (!('milliseconds' in found)) throw new Error(JSON.stringify(found))
    expect(Math.abs(found.milliseconds - 180)).toBeLessThan(50)
  })

  it('takes who is ahead of the beat for no delay, and a long delay for the longest', () => {
    expect(clapDelay(hands(late(-40), { rate: 30 }), beats)).toEqual({ milliseconds: 0 })
    expect(clapDelay(hands(late(560), { rate: 30 }), beats)).toEqual({ milliseconds: 500 })
  })

  it('refuses claps that are not regular', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const next = chance(seed)
      const wild = Array.from({ length: 8 }, (_, i) => 5000 + interval * i + 700 * next())
      expect(clapDelay(hands(wild, { rate: 24 }), beats), `${seed}`).toHaveProperty('problem')
    }
    const twice = beats.flatMap((beat) => [beat, beat + interval / 2])
    expect(clapDelay(hands(twice, { rate: 30, opening: 120 }), beats)).toEqual({ problem: 'irregular' })
    const slower = beats.map((_, i) => 5000 + 620 * i)
    expect(clapDelay(hands(slower, { rate: 30 }), beats)).toHaveProperty('problem')
  })

  it('refuses too few claps', () => {
    expect(clapDelay([], beats)).toEqual({ problem: 'too_few' })
    expect(clapDelay(hands(late(100).slice(0, 4), { rate: 30 }), beats)).toEqual({ problem: 'too_few' })
    expect(clapDelay(hands(late(100), { rate: 3 }), beats)).toEqual({ problem: 'too_few' })
  })

  it('does not take hands that hang for claps', () => {
    const hanging = Array.from({ length: 200 }, (_, i) => ({
      at: 4000 + 40 * i,
      apart: 1.4 + 0.1 * Math.sin(i),
    }))
    expect(clapDelay(hanging, beats)).toEqual({ problem: 'too_few' })
  })
})
