/** Throws the error with what the practice room says, or the page where there is none, which tells more than what did not come. */
export async function failWithRoom(page, error) {
  const room = page.getByRole('dialog')
  const said = await ((await room.count()) > 0 ? room.first() : page.locator('body')).innerText()
  throw new Error(`problems: ${JSON.stringify(page.problems)}; ${page.url()} says: ${said}`, { cause: error })
}
