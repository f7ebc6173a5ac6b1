import { expect, test } from 'vitest'
import { pageNumber } from './page_number'

test.each([
  ['', 0],
  ['page=1', 0],
  ['page=3', 2],
  ['page=0', 0],
  ['page=-4', 0],
  ['page=x', 0],
])('the page of "%s" is %i', (query, page) => {
  expect(pageNumber(new URLSearchParams(query))).toBe(page)
})
