import { wait } from './wait'

const delays = [500, 2000, 4000]
const mending = new Map<string, Promise<void>>()

/**
 * Asks again for style sheets of lazy parts that did not come, in place of the element that failed. The bundler's own helper
 * remembers that it has asked for them and would go on without. A part is shown when stylesMended() has resolved.
 */
export function mendStyleSheets(): void {
  addEventListener('vite:preloadError', (event: Event & { payload?: unknown }) => {
    const message = event.payload instanceof Error ? event.payload.message : ''
    const address = /^Unable to preload CSS for (\S+)$/.exec(message)?.[1]
    if (address === undefined) return
    // The script of the part comes meanwhile.
    event.preventDefault()
    if (mending.has(address)) return
    mending.set(
      address,
      mend(address).finally(() => mending.delete(address)),
    )
  })
}

/** Resolves when every style sheet that is asked for again is there, or is given up. */
export async function stylesMended(): Promise<void> {
  await Promise.all(mending.values())
}

async function mend(address: string): Promise<void> {
  for (const delay of delays) {
    await wait(delay)
    if (await comes(address)) return
  }
}

function comes(address: string): Promise<boolean> {
  const element = document.createElement('link')
  element.rel = 'stylesheet'
  element.crossOrigin = ''
  element.href = address
  const result = new Promise<boolean>((resolve) => {
    element.addEventListener('load', () => resolve(true))
    element.addEventListener('error', () => resolve(false))
  })
  const failed = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].find(
    ({ href }) => href === address,
  )
  if (failed) failed.replaceWith(element)
  else document.head.append(element)
  return result
}
