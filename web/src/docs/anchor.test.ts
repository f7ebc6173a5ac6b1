import { expect, test } from 'vitest'
import { isApiDocument, placeOf } from './anchor'

const document = {
  paths: {
    '/trainings': {
      parameters: [],
      get: { operationId: 'listTrainings', tags: ['trainings'] },
      post: { operationId: 'createTraining', tags: ['trainings'] },
    },
    '/auth/refresh': { post: { operationId: 'refresh', tags: ['accounts'] } },
  },
}

test('a profile link leads to its operation', () => {
  expect(placeOf('#create-training', document)).toBe('#/trainings/createTraining')
  expect(placeOf('#refresh', document)).toBe('#/accounts/refresh')
})

test('only what has paths is a document', () => {
  expect(isApiDocument(document)).toBe(true)
  for (const value of [null, 7, [], {}, { paths: null }, { paths: { '/a': 7 } }])
    expect(isApiDocument(value)).toBe(false)
})

test('other fragments stay', () => {
  for (const fragment of ['', '#/trainings/createTraining', '#nothing', '#createTraining']) {
    expect(placeOf(fragment, document)).toBe(fragment)
  }
})
