import { expect, test } from 'vitest'
import { codeOf, groupedCode, readCode } from './code'

const side = { pairingId: 'K7M3', secret: '9QX0201H' }

test('a code is read as it is shown', () => {
  expect(groupedCode(codeOf(side))).toBe('K7M3-9QX0-201H')
  expect(readCode(groupedCode(codeOf(side)))).toEqual(side)
})

test('small letters, blanks and letters that look like digits do not matter', () => {
  expect(readCode(' k7m3 9qxo 2oih ')).toEqual(side)
  expect(readCode('K7M39QX02OLH')).toEqual(side)
})

test('anything else is no code', () => {
  for (const text of ['', 'K7M3', 'K7M3-9QX0-201', 'K7M3-9QX0-201HH', 'K7M3-9QX0-201U', 'K7M3-9QX0-2가1']) {
    expect(readCode(text)).toBeNull()
  }
})
