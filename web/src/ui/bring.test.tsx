// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LanguageProvider } from '../i18n/LanguageProvider'
import { bring } from './bring'
import { lazyDecoration, lazyPart, PartFallback } from './lazy_part'
import { PartBoundary } from './PartBoundary'
import { mendStyleSheets } from './style_sheets'
import { wait } from './wait'

vi.mock('./wait', () => ({ wait: vi.fn() }))

interface HappyWindow {
  happyDOM: { settings: { handleDisabledFileLoadingAsSuccess: boolean } }
}
const { settings } = (globalThis as unknown as HappyWindow).happyDOM

mendStyleSheets()
beforeEach(() => {
  vi.mocked(wait).mockReset().mockResolvedValue()
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  settings.handleDisabledFileLoadingAsSuccess = false
  document.head.innerHTML = ''
})

const waited = () => vi.mocked(wait).mock.calls.map(([milliseconds]) => milliseconds)

/** Fails so many times before it gives the result. */
function after<Result>(failures: number, result: Result) {
  let asked = 0
  return vi.fn(() => (asked++ < failures ? Promise.reject(new Error('lost')) : Promise.resolve(result)))
}

/** What the bundler's helper does when something did not come. Gives whether it was told to go on. */
function tellOf(payload: Error): boolean {
  const event = Object.assign(new Event('vite:preloadError', { cancelable: true }), { payload })
  dispatchEvent(event)
  return event.defaultPrevented
}

describe('what comes later', () => {
  it('is asked for again after half a second and two seconds', async () => {
    await expect(bring(after(0, 1))).resolves.toBe(1)
    expect(waited()).toEqual([])
    await expect(bring(after(2, 2))).resolves.toBe(2)
    expect(waited()).toEqual([500, 2000])
    const never = after(99, 3)
    await expect(bring(never)).rejects.toThrow('lost')
    expect(never).toHaveBeenCalledTimes(3)
  })

  it('says so in its place when it does not come, and may be asked for again', async () => {
    const Part = lazyPart(after(3, () => <p>here it is</p>))
    render(
      <LanguageProvider>
        <h1>the page</h1>
        <PartBoundary>
          <Part />
        </PartBoundary>
      </LanguageProvider>,
    )
    const alert = await screen.findByRole('alert')
    expect(screen.getByText('the page')).toBeTruthy()
    const [retry] = alert.querySelectorAll('button')
    if (retry) fireEvent.click(retry)
    await screen.findByText('here it is')
  })

  it('is left out where the page does as well without', async () => {
    const load = after(99, () => <p>a chart</p>)
    const Decoration = lazyDecoration(load)
    render(
      <PartFallback shows="waiting">
        <p>the page</p>
        <Decoration />
      </PartFallback>,
    )
    await vi.waitFor(() => expect(screen.queryByText('waiting')).toBeNull())
    expect(screen.getByText('the page')).toBeTruthy()
    expect(load).toHaveBeenCalledTimes(3)
  })

  it('leaves its place to the fallback around it until it is here', async () => {
    const Part = lazyPart(after(1, () => <p>here it is</p>))
    render(
      <PartFallback shows="waiting">
        <Part />
      </PartFallback>,
    )
    expect(screen.getByText('waiting')).toBeTruthy()
    await screen.findByText('here it is')
    expect(screen.queryByText('waiting')).toBeNull()
  })

  it('waits for its style sheet, which is asked for by a new element in place of the one that failed', async () => {
    const address = 'https://localhost/assets/room-1.css'
    document.head.innerHTML = `<link rel="stylesheet" href="${address}">`
    const failed = document.head.firstElementChild
    // The second time it is answered.
    vi.mocked(wait).mockImplementation(() => {
      settings.handleDisabledFileLoadingAsSuccess = waited().length === 2
      return Promise.resolve()
    })
    const result = await bring(() => {
      expect(tellOf(new Error(`Unable to preload CSS for ${address}`))).toBe(true)
      return Promise.resolve('the room')
    })
    expect(result).toBe('the room')
    expect(waited()).toEqual([500, 2000])
    const links = document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')
    expect([...links].map(({ href }) => href)).toEqual([address])
    expect(links[0]).not.toBe(failed)
  })

  it('comes without a style sheet that cannot be had', async () => {
    const load = () => {
      tellOf(new Error('Unable to preload CSS for https://localhost/assets/room-2.css'))
      return Promise.resolve('the room')
    }
    await expect(bring(load)).resolves.toBe('the room')
    expect(waited()).toEqual([500, 2000, 4000])
  })

  it('leaves a script that failed to its own error', () => {
    expect(tellOf(new TypeError('Failed to fetch dynamically imported module'))).toBe(false)
  })
})
