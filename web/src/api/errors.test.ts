import { expect, it } from 'vitest'
import { errorFromBody } from './errors'

it('reads the error body of the contract', () => {
  const body = {
    error: '2001',
    message: '보낸 내용이 올바르지 않습니다.',
    requestId: 'r1',
    fields: [{ field: '/id', problem: 'too_short' }, { field: 3 }, null],
  }
  const error = errorFromBody(400, JSON.stringify(body))
  expect(error).toMatchObject({ status: 400, code: '2001', message: body.message, requestId: 'r1' })
  expect(error.fields).toEqual([{ field: '/id', problem: 'too_short' }])
})

it('makes an error of anything else too', () => {
  for (const text of ['', '<html>', 'null', '[]', '{"error":5,"message":{}}']) {
    expect(errorFromBody(502, text), text).toMatchObject({ status: 502, code: '', message: '', fields: [] })
  }
})
