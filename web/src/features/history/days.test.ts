import { expect, it } from 'vitest'
import { dayOf, streak, weeksUntil } from './days'

const today = new Date(2026, 2, 4, 22, 30)

it('counts days in a row, over the end of a month', () => {
  const days = new Set(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'])
  expect(streak(days, today)).toBe(5)
  expect(streak(new Set([...days, '2026-03-04']), today)).toBe(6)
  expect(streak(new Set(['2026-03-02']), today)).toBe(0)
  expect(streak(new Set(), today)).toBe(0)
})

it('gives whole weeks and the days of this one so far', () => {
  const weeks = weeksUntil(today, 3)
  expect(weeks.map((days) => days.length)).toEqual([7, 7, 4])
  expect(weeks[0]?.[0]).toBe('2026-02-15')
  expect(weeks.at(-1)?.at(-1)).toBe(dayOf(today))
})
