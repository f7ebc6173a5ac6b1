/**
 * The course of one practice, apart from cameras and clocks, so that it can be read and tested at a
 * glance. Times are milliseconds on any steady clock.
 */
export type PracticePhase =
  | 'preparing' // model, poses, camera
  | 'positioning' // waits until the body is in the picture
  | 'countdown'
  | 'running'
  | 'paused' // by the person
  | 'away' // by leaving the picture
  | 'finished'
  | 'failed'

export interface PracticeFlow {
  phase: PracticePhase
  isInFrame: boolean
  /** When isInFrame last changed. */
  frameSince: number
  /** When the countdown ends; 0 outside it. */
  startsAt: number
  /** The countdown goes on even when the body is not in the picture. */
  isForced: boolean
}

export type PracticeEvent =
  | { type: 'prepared' }
  | { type: 'seen'; isInFrame: boolean }
  | { type: 'tick' }
  | { type: 'startNow' }
  | { type: 'pause' }
  | { type: 'hold' } // something else needs the camera, and is not to be interrupted
  | { type: 'resume' }
  | { type: 'restart' }
  | { type: 'ended' }
  | { type: 'failed' }

export const countdownMilliseconds = 3000
export const settleMilliseconds = 800
export const awayMilliseconds = 2000

export const firstFlow: PracticeFlow = {
  phase: 'preparing',
  isInFrame: false,
  frameSince: 0,
  startsAt: 0,
  isForced: false,
}

/** The flow after an event. An event that means nothing in the present phase changes nothing. */
export function nextFlow(
  flow: PracticeFlow,
  event: PracticeEvent,
  now: number,
  pausesWhenAway: boolean,
): PracticeFlow {
  switch (event.type) {
    case 'prepared':
      return flow.phase === 'preparing' ? { ...flow, phase: 'positioning', frameSince: now } : flow
    case 'seen':
      return event.isInFrame === flow.isInFrame
        ? flow
        : { ...flow, isInFrame: event.isInFrame, frameSince: now }
    case 'tick':
      return afterTick(flow, now, pausesWhenAway)
    case 'startNow':
      return flow.phase === 'positioning' ? countdown(flow, now, true) : flow
    case 'pause':
      return flow.phase === 'running' || flow.phase === 'away' ? { ...flow, phase: 'paused' } : flow
    case 'hold':
      if (flow.phase === 'countdown') return { ...flow, phase: 'positioning', startsAt: 0 }
      return nextFlow(flow, { type: 'pause' }, now, pausesWhenAway)
    case 'resume':
      return flow.phase === 'paused' || flow.phase === 'away'
        ? { ...flow, phase: 'running', frameSince: now }
        : flow
    case 'restart':
      return ['running', 'paused', 'away', 'finished'].includes(flow.phase)
        ? countdown(flow, now, true)
        : flow
    case 'ended':
      return ['running', 'paused', 'away'].includes(flow.phase) ? { ...flow, phase: 'finished' } : flow
    case 'failed':
      return { ...flow, phase: 'failed' }
  }
}

function countdown(flow: PracticeFlow, now: number, isForced: boolean): PracticeFlow {
  return { ...flow, phase: 'countdown', startsAt: now + countdownMilliseconds, isForced }
}

function afterTick(flow: PracticeFlow, now: number, pausesWhenAway: boolean): PracticeFlow {
  const lasted = now - flow.frameSince
  if (flow.phase === 'positioning' && flow.isInFrame && lasted >= settleMilliseconds) {
    return countdown(flow, now, false)
  }
  if (flow.phase === 'countdown') {
    if (!flow.isForced && !flow.isInFrame) return { ...flow, phase: 'positioning', startsAt: 0 }
    if (now >= flow.startsAt) return { ...flow, phase: 'running', startsAt: 0, frameSince: now }
  }
  if (flow.phase === 'running' && pausesWhenAway && !flow.isInFrame && lasted >= awayMilliseconds) {
    return { ...flow, phase: 'away' }
  }
  if (flow.phase === 'away' && flow.isInFrame && lasted >= settleMilliseconds) {
    return { ...flow, phase: 'running' }
  }
  return flow
}
