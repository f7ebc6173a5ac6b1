interface Connection {
  saveData?: boolean
  effectiveType?: string
}

/**
 * Brings the font, of which a browser gets only the parts with the characters that it shows. Text is read before it comes,
 * in a font of the system; where the link is slow or bytes are dear it stays so.
 */
export function bringFont({ connection } = navigator as { connection?: Connection }): boolean {
  const isSlow = connection?.saveData === true || /^(slow-2g|2g|3g)$/.test(connection?.effectiveType ?? '')
  if (!isSlow) void import('pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css')
  return !isSlow
}
