import { describe, expect, it } from 'vitest'
import { ModelChoice } from './model_choice'

function withFrames(choice: ModelChoice, count: number, milliseconds: number): ModelChoice {
  for (let i = 0; i < count; i++) choice.measured(milliseconds)
  return choice
}

describe('ModelChoice', () => {
  it('begins with the small network, and tries the large one when it comes', () => {
    const choice = new ModelChoice(5)
    expect(choice.model).toBe('small')
    expect(choice.wantsTrial).toBe(true)
    choice.tried(20)
    expect(choice.model).toBe('large')
    expect(choice.wantsTrial).toBe(false)
    expect(withFrames(choice, 100, 25).model).toBe('large')
  })

  it('stays with the small one where the large one would not leave thirty poses a second', () => {
    const choice = new ModelChoice(5)
    choice.tried(55)
    expect(withFrames(choice, 200, 13).model).toBe('small')
    expect(choice.wantsTrial).toBe(false)
  })

  it('spares a slow machine the trial, unless it was only slow to begin with', () => {
    const choice = new ModelChoice(13)
    expect(choice.wantsTrial).toBe(false)
    expect(withFrames(choice, 100, 16).wantsTrial).toBe(false)
    expect(withFrames(choice, 30, 5).wantsTrial).toBe(true)
  })

  it('leaves the large one soon when it turns out to be slow, but not for single slow frames', () => {
    const choice = new ModelChoice(5)
    choice.tried(20)
    for (let i = 0; i < 100; i++) choice.measured(i % 4 === 0 ? 900 : 30)
    expect(choice.model).toBe('large')
    const other = new ModelChoice(5)
    other.tried(20)
    expect(withFrames(other, 8, 90).model).toBe('small')
  })

  it('tries again when the machine turns out to be fast, and does not waver', () => {
    const choice = new ModelChoice(5)
    choice.tried(80)
    withFrames(choice, 30, 5)
    expect(choice.wantsTrial).toBe(true)
    choice.tried(20)
    withFrames(choice, 30, 90)
    withFrames(choice, 30, 5)
    expect(choice.wantsTrial).toBe(true)
    choice.tried(20)
    withFrames(choice, 8, 90)
    withFrames(choice, 500, 5)
    expect(choice.wantsTrial).toBe(false)
    expect(choice.model).toBe('small')
  })
})
