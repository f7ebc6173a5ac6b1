import type { Language } from '../../../i18n/language'

/** A delay in seconds, as precise as it can be measured. */
export function delaySeconds(milliseconds: number, language: Language): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return (milliseconds / 1000).toLocaleString(language, digits)
}
