import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { checked, UnexpectedAnswer } from './checked'
import { Leaderboard, ListedTraining } from './generated'

const leader = { rank: 1, userId: '7', nickName: 'Hana', score: 88.5, achievedDate: '2026-01-31T09:05:07Z' }
const link = { href: 'https://here.example/x' }
const board = { _embedded: { leaderboard: [leader] }, own: null, _links: { self: link, training: link } }

it('takes what the contract says, and more', () => {
  expect(checked(Leaderboard, board, 'x')).toEqual(board)
  expect(checked(Leaderboard, { ...board, unheardOf: 1 }, 'x')).toEqual(board)
})

it('refuses anything else, and says where it differs', () => {
  const withLeader = (changes: object) => ({
    ...board,
    _embedded: { leaderboard: [{ ...leader, ...changes }] },
  })
  for (const value of [
    undefined,
    null,
    7,
    '',
    [],
    {},
    { ...board, own: undefined },
    withLeader({ score: '88' }),
  ]) {
    expect(() => checked(Leaderboard, value, 'x'), JSON.stringify(value)).toThrow(UnexpectedAnswer)
  }
  expect(() => checked(Leaderboard, withLeader({ rank: null }), '/a')).toThrow(
    /^\/a: _embedded\.leaderboard\.0\.rank: /,
  )
  expect(() => checked(ListedTraining, { _links: { self: link } }, '/b')).toThrow('/b: trainingId: ')
})

it('knows the contract as it is: else make generated.ts anew', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const made = execFileSync('/usr/bin/python3', [`${root}scripts/openapi`, '--typescript'], {
    encoding: 'utf8',
  })
  expect(readFileSync(`${root}web/src/api/generated.ts`, 'utf8')).toBe(made)
})
