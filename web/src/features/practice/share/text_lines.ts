/** Gives the width of a text in the units of the drawing. */
export type Measure = (text: string) => number

/** What people see as characters. */
function charactersOf(text: string): string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  )
}

/** The longest beginning of the text that fits, at least one character. */
function fitting(text: string, width: number, measure: Measure): string {
  let fits = ''
  for (const character of charactersOf(text)) {
    if (fits !== '' && measure(fits + character) > width) break
    fits += character
  }
  return fits
}

/**
 * The text in lines no wider than `width`, broken at spaces, or within a word that is wider than a line. At most `most` lines;
 * what does not fit ends with an ellipsis.
 */
export function linesOf(text: string, width: number, most: number, measure: Measure): string[] {
  const lines: string[] = []
  let rest = text.trim().replace(/\s+/g, ' ')
  while (rest !== '') {
    if (lines.length === most - 1 && measure(rest) > width) {
      return [...lines, fitting(rest, width - measure('…'), measure).trimEnd() + '…']
    }
    let line = fitting(rest, width, measure)
    const space = line.lastIndexOf(' ')
    const isWithinWord = line.length < rest.length && rest[line.length] !== ' '
    if (isWithinWord && space > 0) line = line.slice(0, space)
    lines.push(line.trimEnd())
    rest = rest.slice(line.length).trimStart()
  }
  return lines
}
