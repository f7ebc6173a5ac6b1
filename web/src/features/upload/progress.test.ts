import { expect, it } from 'vitest'
import { isOfVideo } from './progress'

it('tells what another try cannot change from what it can', () => {
  const failure = (error: string) => ({ error, message: 'a sentence' })
  for (const code of ['1201', '1206', '1211']) expect(isOfVideo(failure(code)), code).toBe(true)
  for (const code of ['1207', '2002', '2013']) expect(isOfVideo(failure(code)), code).toBe(false)
  expect(isOfVideo(null)).toBe(false)
})
