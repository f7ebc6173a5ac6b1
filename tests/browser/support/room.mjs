/** Throws the error with what the practice room says, or the page where there is none, which tells more than what did not come. */
export async function failWithRoom(page, error) {
  const room = page.getByRole('dialog')
  const said = await ((await room.count()) > 0 ? room.first() : page.locator('body')).innerText()
  throw new Error(`problems: ${JSON.stringify(page.problems)}; ${page.url()} says: ${said}`, { cause: error })
}

/** How long the room may take from the click that opens it: it loads the engine and counts down. */
export const loadingMilliseconds = 90_000

/** Waits until the room is in this phase of practice_flow.ts. */
export const inPhase = (page, phase, timeout = 30_000) =>
  page
    .locator(`.room-frame[data-phase=${phase}]`)
    .waitFor({ timeout })
    .catch((error) => failWithRoom(page, error))
