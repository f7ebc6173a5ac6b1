import { describe, expect, it } from 'vitest'
import {
  awayMilliseconds,
  countdownMilliseconds,
  firstFlow,
  nextFlow,
  settleMilliseconds,
  type PracticeEvent,
  type PracticeFlow,
} from './practice_flow'

/** Plays events at their times and gives the flow that results. */
function play(events: [number, PracticeEvent][], pausesWhenAway = true, from: PracticeFlow = firstFlow) {
  return events.reduce((flow, [now, event]) => nextFlow(flow, event, now, pausesWhenAway), from)
}
const tick: PracticeEvent = { type: 'tick' }
const seen = (isInFrame: boolean): PracticeEvent => ({ type: 'seen', isInFrame })
const running = play([
  [0, { type: 'prepared' }],
  [0, seen(true)],
  [settleMilliseconds, tick],
  [settleMilliseconds + countdownMilliseconds, tick],
])
const begun = settleMilliseconds + countdownMilliseconds

describe('the course of a practice', () => {
  it('waits for the body before it counts down', () => {
    const waiting = play([
      [0, { type: 'prepared' }],
      [60_000, tick],
    ])
    expect(waiting.phase).toBe('positioning')
    expect(
      play(
        [
          [60_000, seen(true)],
          [60_000, tick],
        ],
        true,
        waiting,
      ).phase,
    ).toBe('positioning')
    expect(
      play(
        [
          [60_000, seen(true)],
          [60_000 + settleMilliseconds, tick],
        ],
        true,
        waiting,
      ).phase,
    ).toBe('countdown')
  })
  it('runs when the countdown is over', () => {
    expect(running.phase).toBe('running')
  })
  it('goes back to waiting when the body leaves during the countdown', () => {
    const counting = play([
      [0, { type: 'prepared' }],
      [0, seen(true)],
      [settleMilliseconds, tick],
    ])
    expect(
      play(
        [
          [1000, seen(false)],
          [1100, tick],
        ],
        true,
        counting,
      ).phase,
    ).toBe('positioning')
  })
  it('counts down without a body when the person asks for it', () => {
    const forced = play([
      [0, { type: 'prepared' }],
      [0, { type: 'startNow' }],
      [1, tick],
    ])
    expect(forced.phase).toBe('countdown')
    expect(play([[countdownMilliseconds, tick]], true, forced).phase).toBe('running')
  })
  it('pauses when the body is away for long, and goes on when it is back', () => {
    const left = play(
      [
        [begun + 100, seen(false)],
        [begun + 200, tick],
      ],
      true,
      running,
    )
    expect(left.phase).toBe('running')
    const away = play([[begun + 100 + awayMilliseconds, tick]], true, left)
    expect(away.phase).toBe('away')
    expect(
      play(
        [
          [9000, seen(true)],
          [9000 + settleMilliseconds, tick],
        ],
        true,
        away,
      ).phase,
    ).toBe('running')
  })
  it('does not pause by itself when that is switched off', () => {
    expect(
      play(
        [
          [begun, seen(false)],
          [begun + 60_000, tick],
        ],
        false,
        running,
      ).phase,
    ).toBe('running')
  })
  it('holds for what needs the camera, and counts down anew after it', () => {
    expect(play([[begun, { type: 'hold' }]], true, running).phase).toBe('paused')
    const counting = play([
      [0, { type: 'prepared' }],
      [0, seen(true)],
      [settleMilliseconds, tick],
    ])
    expect(counting.phase).toBe('countdown')
    const held = play([[settleMilliseconds + 100, { type: 'hold' }]], true, counting)
    expect(held.phase).toBe('positioning')
    const later = settleMilliseconds + 60_000
    const again = play([[later, tick]], true, held)
    expect([again.phase, again.startsAt]).toEqual(['countdown', later + countdownMilliseconds])
    expect(play([[0, { type: 'hold' }]]).phase).toBe('preparing')
  })

  it('stays paused by the person until they go on', () => {
    const paused = play(
      [
        [begun, { type: 'pause' }],
        [begun + 60_000, seen(true)],
        [begun + 90_000, tick],
      ],
      true,
      running,
    )
    expect(paused.phase).toBe('paused')
    expect(play([[begun + 90_000, { type: 'resume' }]], true, paused).phase).toBe('running')
  })
  it('restarts with a countdown, also after the end', () => {
    const finished = play([[begun + 1, { type: 'ended' }]], true, running)
    expect(finished.phase).toBe('finished')
    expect(play([[begun + 2, { type: 'restart' }]], true, finished).phase).toBe('countdown')
  })
  it('stays failed whatever happens', () => {
    const failed = play(
      [
        [begun, { type: 'failed' }],
        [begun + 1, tick],
        [begun + 2, { type: 'resume' }],
      ],
      true,
      running,
    )
    expect(failed.phase).toBe('failed')
  })
})
