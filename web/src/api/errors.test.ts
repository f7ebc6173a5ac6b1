import { expect, it } from 'vitest'
import { errorFromBody } from './errors'

it('reads the error body of the contract', () => {
  const body = {
    error: '2012',
    message: '받아들일 수 없는 값이 있습니다.',
    requestId: 'r1',
    problems: [{ field: 'id', message: '3자 이상이어야 합니다.' }, { field: 3 }, null],
  }
  const error = errorFromBody(422, JSON.stringify(body))
  expect(error).toMatchObject({ status: 422, code: '2012', message: body.message, requestId: 'r1' })
  expect(error.problems).toEqual([{ field: 'id', message: '3자 이상이어야 합니다.' }])
})

it('makes an error of anything else too', () => {
  for (const text of ['', '<html>', 'null', '[]', '{"error":5,"message":{}}']) {
    expect(errorFromBody(502, text), text).toMatchObject({ status: 502, code: '', message: '', problems: [] })
  }
})
