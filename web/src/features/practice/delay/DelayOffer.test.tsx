// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LanguageProvider } from '../../../i18n/LanguageProvider'
import { readingFrom, readingNumberCount } from '../../../engine/module/reading_layout'
import { firstView, type PracticeView } from '../practice_view'
import { DelayOffer } from './DelayOffer'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const late = (lagSeconds: number | null): PracticeView => ({
  ...firstView,
  reading: { ...readingFrom(new Float64Array(readingNumberCount)), lagSeconds },
})

function offered(view: PracticeView, measure = vi.fn()) {
  cleanup()
  render(
    <LanguageProvider>
      <DelayOffer view={view} measure={measure} />
    </LanguageProvider>,
  )
  return screen.queryAllByRole('button')
}

it('is for who is told to be late on a camera that was not measured', () => {
  expect(offered(late(0.25))).toHaveLength(2)
  expect(offered(late(0.1))).toEqual([])
  expect(offered(late(-0.3))).toEqual([])
  expect(offered(late(null))).toEqual([])
  expect(offered(firstView)).toEqual([])
  expect(offered({ ...late(0.25), delay: 0 })).toEqual([])
  expect(offered({ ...late(0.25), source: 'recording' })).toEqual([])
})

it('is not made again once it is answered', () => {
  for (const answer of [0, 1]) {
    localStorage.clear()
    const measure = vi.fn()
    const button = offered(late(0.25), measure)[answer]
    if (!button) throw new Error('nothing is offered')
    fireEvent.click(button)
    expect(measure).toHaveBeenCalledTimes(answer === 0 ? 1 : 0)
    expect(screen.queryAllByRole('button')).toEqual([])
    expect(offered(late(0.25))).toEqual([])
  }
})
