import { expect, it } from 'vitest'
import { LatestWish } from './latest_wish'

/** A server that answers when it is told to. */
function slowServer() {
  const sent: boolean[] = []
  const answers: { resolve: () => void; reject: (error: Error) => void }[] = []
  const send = (value: boolean) => {
    sent.push(value)
    return new Promise<void>((resolve, reject) => answers.push({ resolve, reject }))
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return { sent, answers, send, settle }
}

it('sends what is wanted last, after the answer to what was wanted first', async () => {
  const { sent, answers, send, settle } = slowServer()
  const shown: boolean[] = []
  const wish = new LatestWish<boolean>(false, send, (value) => shown.push(value))
  wish.want(true)
  wish.want(false)
  expect(sent).toEqual([true])
  answers[0]?.resolve()
  await settle()
  expect(sent).toEqual([true, false])
  answers[1]?.resolve()
  await settle()
  expect(shown).toEqual([true, false])
})

it('sends once where the person comes back to what is on its way', async () => {
  const { sent, answers, send, settle } = slowServer()
  const wish = new LatestWish<boolean>(false, send, () => undefined)
  for (const value of [true, false, true]) wish.want(value)
  answers[0]?.resolve()
  await settle()
  expect(sent).toEqual([true])
})

it('goes back to what the server has when it refuses, and can be asked again', async () => {
  const { sent, answers, send, settle } = slowServer()
  const shown: [boolean, unknown][] = []
  const wish = new LatestWish<boolean>(false, send, (value, error) => shown.push([value, error]))
  wish.want(true)
  const refusal = new Error('no')
  answers[0]?.reject(refusal)
  await settle()
  expect(shown).toEqual([
    [true, undefined],
    [false, refusal],
  ])
  wish.want(true)
  expect(sent).toEqual([true, true])
})
