/** Throws the error with what the practice room says, which tells more than what did not come. */
export async function failWithRoom(page, error) {
  const said = await page.getByRole('dialog').innerText()
  throw new Error(`problems: ${JSON.stringify(page.problems)}; the room says: ${said}`, { cause: error })
}
