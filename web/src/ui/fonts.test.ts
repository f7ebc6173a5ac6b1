import { expect, it, vi } from 'vitest'
import { bringFont } from './fonts'

vi.mock('pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css', () => ({}))

it('spares slow links and those who save data the font', () => {
  expect(bringFont({})).toBe(true)
  expect(bringFont({ connection: { effectiveType: '4g' } })).toBe(true)
  expect(bringFont({ connection: { effectiveType: '3g' } })).toBe(false)
  expect(bringFont({ connection: { effectiveType: '4g', saveData: true } })).toBe(false)
})
