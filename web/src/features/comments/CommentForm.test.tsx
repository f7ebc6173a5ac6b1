// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { writeComment } from '../../api/comments'
import { LanguageProvider } from '../../i18n/LanguageProvider'
import { CommentForm } from './CommentForm'

vi.mock(import('../../api/comments'), async (original) => ({ ...(await original()), writeComment: vi.fn() }))
const write = vi.mocked(writeComment)

const show = (whenWritten = () => {}) =>
  render(
    <LanguageProvider>
      <CommentForm label="comment" draft="comment.1" trainingId={1} whenWritten={whenWritten} />
    </LanguageProvider>,
  )

async function send(message: string) {
  fireEvent.change(screen.getByRole('textbox'), { target: { value: message } })
  const calls = write.mock.calls.length
  fireEvent.submit(screen.getByRole('textbox').closest('form') ?? document.body)
  await waitFor(() => expect(write.mock.calls.length).toBe(calls + 1))
  await waitFor(() => expect(screen.getByRole('button')).toHaveProperty('disabled', false))
  return write.mock.calls[calls]?.[2]
}

beforeEach(() => sessionStorage.clear())
afterEach(() => {
  cleanup()
  write.mockReset()
})

it('sends a comment without an answer again with the same key, also after a reload', async () => {
  write.mockRejectedValue(new Error('no answer'))
  show()
  const key = await send('fine')
  expect(key).toMatch(/^[0-9a-f-]{36}$/)
  expect(await send('fine')).toBe(key)
  cleanup()
  show()
  expect(screen.getByRole('textbox')).toHaveProperty('value', 'fine')
  expect(await send('fine')).toBe(key)
  expect(await send('fine, thanks')).not.toBe(key)
})

it('gives what is written after it has been taken another key', async () => {
  write.mockResolvedValue()
  const whenWritten = vi.fn()
  show(whenWritten)
  const key = await send('fine')
  await waitFor(() => expect(whenWritten).toHaveBeenCalledOnce())
  expect(screen.getByRole('textbox')).toHaveProperty('value', '')
  expect(await send('fine')).not.toBe(key)
})
