/** How far the wrists are apart in one reading. */
export interface HandsApart {
  /** When the frame was taken; milliseconds on the clock of the beats. */
  at: number
  /** In widths of the shoulders. */
  apart: number
}

export type DelayProblem = 'too_few' | 'irregular'
export type ClapDelay = { milliseconds: number } | { problem: DelayProblem }

export const longestDelayMilliseconds = 500
const leastClaps = 5
const leastShare = 0.7
const spreadMilliseconds = 90
// Who keeps to a beat is mostly a little ahead of it.
const earliestMilliseconds = -120
// Hands that open less may be those of somebody who does not clap.
const leastOpening = 0.4
const closedShare = 0.4
const openShare = 0.6
// Between two readings further apart the hands may have done anything.
const longestGapMilliseconds = 250

/**
 * How late the camera sees claps to a steady beat. People are some tens of milliseconds ahead of a beat (B. Repp, Sensorimotor
 * synchronization: A review of the tapping literature, Psychonomic Bulletin & Review 12, 2005), which is not taken out: it differs
 * from one to the next, and is little against the .3 s that cost nothing.
 */
export function clapDelay(hands: readonly HandsApart[], beats: readonly number[]): ClapDelay {
  const [first = 0] = beats
  const last = beats.at(-1) ?? first
  const interval = (last - first) / Math.max(1, beats.length - 1)
  const claps = clapsOf(hands).filter(
    (at) => at >= first + earliestMilliseconds && at < last + interval + earliestMilliseconds,
  )
  if (claps.length < leastClaps || interval <= 0) return { problem: 'too_few' }

  // On a circle, since a clap just before a beat and one just after it are alike.
  const turn = (2 * Math.PI) / interval
  const sum = (of: (angle: number) => number) => claps.reduce((all, at) => all + of((at - first) * turn), 0)
  const middle = Math.atan2(sum(Math.sin), sum(Math.cos)) / turn
  const offsets = claps.map((at) => middle + nearZero(at - first - middle, interval))
  const median = middleOf(offsets)
  const alike = offsets.filter((offset) => Math.abs(offset - median) <= spreadMilliseconds)
  if (alike.length < leastClaps || alike.length < leastShare * claps.length) return { problem: 'irregular' }

  const delay = middleOf(alike)
  const placed = delay - interval * Math.floor((delay - earliestMilliseconds) / interval)
  return { milliseconds: Math.round(Math.min(longestDelayMilliseconds, Math.max(0, placed))) }
}

/** The moments in the middle of where the hands are together. */
function clapsOf(hands: readonly HandsApart[]): number[] {
  const sorted = hands.map(({ apart }) => apart).sort((a, b) => a - b)
  const place = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  const [low, high] = [place(0.1), place(0.9)]
  if (high - low < leastOpening) return []
  const closed = low + closedShare * (high - low)
  const open = low + openShare * (high - low)

  const claps: number[] = []
  let closing: number | null = null
  // Only hands that were plainly open can clap.
  let wasOpen = false
  for (const [i, now] of hands.entries()) {
    const before = hands[i - 1]
    if (!before) continue
    const isClear = now.at - before.at <= longestGapMilliseconds
    if (!isClear) [closing, wasOpen] = [null, false]
    wasOpen ||= before.apart >= open
    if (!isClear) continue
    const at = before.at + ((now.at - before.at) * (before.apart - closed)) / (before.apart - now.apart)
    if (wasOpen && before.apart > closed && now.apart <= closed) closing ??= at
    if (closing === null || before.apart > closed || now.apart <= closed) continue
    claps.push((closing + at) / 2)
    closing = null
    wasOpen = false
  }
  return claps
}

/** The same place in a period, from minus half of it to half of it. */
function nearZero(value: number, period: number): number {
  return value - period * Math.round(value / period)
}

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2
}
