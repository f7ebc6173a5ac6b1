// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { ApiError } from '../api/errors'
import { useForm } from './useForm'

interface FormProps {
  send: (values: Record<string, string>) => Promise<void>
  checkAgain?: () => Promise<Record<string, string | undefined>>
  whenSent?: () => void
  draft?: string
}

function Form({ send, checkAgain, whenSent, draft }: FormProps) {
  const form = useForm({
    initial: { name: '', word: '' },
    check: ({ name }) => ({ name: name ? undefined : 'a name is missing', word: undefined }),
    send,
    ...(checkAgain && { checkAgain }),
    ...(whenSent && { whenSent }),
    ...(draft !== undefined && { draft }),
  })
  const input = (name: 'name' | 'word') => {
    const { problem, ...rest } = form.input(name)
    return (
      <>
        <input aria-label={name} {...rest} />
        <p>{problem}</p>
      </>
    )
  }
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      {input('name')}
      {input('word')}
      <button type="submit">send</button>
    </form>
  )
}

const write = (name: string, value: string) =>
  fireEvent.change(screen.getByLabelText(name), { target: { value } })
const click = () => fireEvent.click(screen.getByText('send'))

afterEach(() => {
  cleanup()
  sessionStorage.clear()
})

it('sends once while an answer is awaited, however often it is asked to', async () => {
  const send = vi.fn(() => new Promise<void>(() => undefined))
  render(<Form send={send} />)
  write('name', 'a')
  for (let i = 0; i < 20; ++i) click()
  await waitFor(() => expect(send).toHaveBeenCalled())
  expect(send).toHaveBeenCalledTimes(1)
})

it('asks for more problems where there is one, and shows all', async () => {
  render(
    <Form send={() => Promise.resolve()} checkAgain={() => Promise.resolve({ word: 'a word is taken' })} />,
  )
  click()
  await screen.findByText('a name is missing')
  await screen.findByText('a word is taken')
  expect(document.activeElement).toBe(screen.getByLabelText('name'))
})

it('asks for more problems also where the server found the first', async () => {
  const refusal = new ApiError(400, '0003', 'no', [{ field: 'word', message: 'not this word' }])
  render(
    <Form
      send={() => Promise.reject(refusal)}
      checkAgain={() => Promise.resolve({ name: 'a name is taken' })}
    />,
  )
  write('name', 'a')
  click()
  await screen.findByText('not this word')
  await screen.findByText('a name is taken')
})

it('keeps what is written under the name of its draft until it is sent', async () => {
  const { unmount } = render(<Form send={() => Promise.resolve()} draft="one" />)
  write('name', 'kept')
  unmount()
  const whenSent = vi.fn()
  const again = render(<Form send={() => Promise.resolve()} draft="one" whenSent={whenSent} />)
  expect(screen.getByLabelText<HTMLInputElement>('name').value).toBe('kept')
  click()
  await waitFor(() => expect(whenSent).toHaveBeenCalled())
  again.unmount()
  render(<Form send={() => Promise.resolve()} draft="one" />)
  expect(screen.getByLabelText<HTMLInputElement>('name').value).toBe('')
})
