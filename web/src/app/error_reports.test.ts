import { expect, it } from 'vitest'
import { describeError, type ErrorReport, ErrorReports } from './error_reports'

it('sends each error once, and no more than ten in all', () => {
  const sent: ErrorReport[] = []
  const reports = new ErrorReports((report) => sent.push(report))
  const error = new TypeError('broken')
  reports.report(error, '/a')
  reports.report(error, '/b')
  expect(sent.length).toBe(1)
  expect(sent[0]?.type).toBe('TypeError')
  expect(sent[0]?.stack).toContain('error_reports')
  for (let count = 0; count < 30; count += 1) reports.report(new Error(`number ${count}`), '/')
  expect(sent.length).toBe(10)
})

it('cuts or replaces what the server would refuse', () => {
  const report = describeError('a\u0000b'.padEnd(5000, '가'), '/p'.repeat(2000))
  expect(report.type).toBe('string')
  expect(Array.from(report.message).length).toBe(1000)
  expect(report.message.startsWith('a b')).toBe(true)
  expect(report.page.length).toBe(2000)
  expect(report.stack).toBe('')
})
