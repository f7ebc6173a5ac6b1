// A page renders when it likes: what it shows is waited for instead of read once.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'

const patienceMilliseconds = 20_000

/** Waits until read() gives what is expected; fails with what it gave last. */
export async function eventually(read, expected, message) {
  const deadline = Date.now() + patienceMilliseconds
  for (;;) {
    const value = await read()
    try {
      assert.deepEqual(value, expected, message)
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
    await sleep(50)
  }
}

/** What the attribute of the focused element is. */
export const focused = (page, attribute) => page.evaluate((name) => document.activeElement?.getAttribute(name), attribute)

/** Waits until an element with this value of the attribute has the focus. */
export const waitForFocus = (page, attribute, value, message) => eventually(() => focused(page, attribute), value, message)
