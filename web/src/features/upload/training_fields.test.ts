import { expect, it } from 'vitest'
import { splitTags } from './TrainingFields'

it('takes tags with commas of either script between them, each once', () => {
  expect(splitTags(' squat, #legs，하체,, squat ')).toEqual(['squat', 'legs', '하체'])
  expect(splitTags('  ')).toEqual([])
})
