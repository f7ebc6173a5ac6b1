import type { Advice } from '../../engine'
import type { PracticePhase } from './practice_flow'

const outOfFrame: Advice[] = ['no_person', 'get_in_frame', 'come_closer']
const missing: Advice[] = ['partly_seen', 'legs_not_seen', 'arms_not_seen']

/** Why the practice does not begin by itself; null when nothing of what the clip asks for is missing. */
export function whyNotBegun(advice: Advice): Advice | null {
  return outOfFrame.includes(advice) || missing.includes(advice) ? advice : null
}

/**
 * Whether the person counts as in the picture. It begins when all that the clip asks for is seen, and goes on without a part of
 * it. Who has begun without having been seen so far, since there is no room to step back, is not out of it either.
 */
export function isInFrame(advice: Advice, phase: PracticePhase, wasInFrame: boolean): boolean {
  if (phase === 'positioning' || phase === 'countdown') return whyNotBegun(advice) === null
  return !outOfFrame.includes(advice) || (advice === 'get_in_frame' && !wasInFrame)
}
