import type { Reading } from '../../engine'
import type { Messages } from '../../i18n/korean'

/** What the reading advises, in words. */
export function adviceSentence(
  { advice, worstLimb }: Pick<Reading, 'advice' | 'worstLimb'>,
  words: Messages,
): string {
  const { practice } = words
  if (advice === 'watch_limb' || advice === 'raise_limb' || advice === 'lower_limb') {
    if (!worstLimb) return practice.advice.waiting
    const limb = practice.limb[worstLimb]
    if (advice === 'watch_limb') return practice.watchLimb(limb)
    return advice === 'raise_limb' ? practice.raiseLimb(limb) : practice.lowerLimb(limb)
  }
  return practice.advice[advice]
}
