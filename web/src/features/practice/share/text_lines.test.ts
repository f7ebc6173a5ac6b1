import { describe, expect, it } from 'vitest'
import { linesOf } from './text_lines'

/** Every character is as wide as one. */
const measure = (text: string) => [...new Intl.Segmenter().segment(text)].length

describe('lines of a text', () => {
  it('break at spaces', () => {
    expect(linesOf('three sets of squats', 10, 5, measure)).toEqual(['three sets', 'of squats'])
    expect(linesOf('  one \n two ', 10, 5, measure)).toEqual(['one two'])
    expect(linesOf('', 10, 5, measure)).toEqual([])
  })
  it('break within a word that is wider than a line', () => {
    expect(linesOf('하체스쿼트열번', 4, 5, measure)).toEqual(['하체스쿼', '트열번'])
    expect(linesOf('a bbbbbbbb', 4, 5, measure)).toEqual(['a', 'bbbb', 'bbbb'])
  })
  it('end with an ellipsis where there is more than fits', () => {
    expect(linesOf('three sets of squats', 10, 1, measure)).toEqual(['three set…'])
    expect(linesOf('three sets of squats and more', 10, 2, measure)).toEqual(['three sets', 'of squats…'])
    for (const line of linesOf('w'.repeat(500), 7, 3, measure)) expect(measure(line)).toBeLessThanOrEqual(7)
  })
  it('never take apart what people see as one character', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(linesOf(family.repeat(5), 2, 2, measure)).toEqual([family.repeat(2), family + '…'])
    expect(linesOf(family, 0, 1, () => 9)).toHaveLength(1)
  })
})
