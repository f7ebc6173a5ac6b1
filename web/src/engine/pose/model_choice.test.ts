import { describe, expect, it } from 'vitest'
import { ModelChoice } from './model_choice'

function afterFrames(choice: ModelChoice, count: number, milliseconds: number): number {
  let changes = 0
  for (let i = 0; i < count; i++) if (choice.measured(milliseconds)) changes++
  return changes
}

describe('ModelChoice', () => {
  it('keeps the larger network on a fast machine', () => {
    const choice = new ModelChoice()
    expect(afterFrames(choice, 100, 50)).toBe(0)
    expect(choice.model).toBe('large')
  })

  it('takes the smaller one soon when ten poses a second are out of reach', () => {
    const choice = new ModelChoice()
    afterFrames(choice, 8, 140)
    expect(choice.model).toBe('small')
    expect(afterFrames(choice, 200, 35)).toBe(0)
  })

  it('is not misled by single slow frames', () => {
    const choice = new ModelChoice()
    for (let i = 0; i < 100; i++) choice.measured(i % 4 === 0 ? 900 : 50)
    expect(choice.model).toBe('large')
  })

  it('goes back when the machine turns out to be fast, and does not waver', () => {
    const choice = new ModelChoice()
    afterFrames(choice, 8, 300)
    afterFrames(choice, 30, 8)
    expect(choice.model).toBe('large')
    afterFrames(choice, 30, 300)
    expect(choice.model).toBe('small')
    expect(afterFrames(choice, 500, 8)).toBe(0)
  })
})
