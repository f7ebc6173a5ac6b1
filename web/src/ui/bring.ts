import { stylesMended } from './style_sheets'
import { wait } from './wait'

const delays = [500, 2000]

/** What a dynamic import gives, with its style sheets; asked for again twice, since one lost request is no reason to go without. */
export async function bring<Result>(load: () => Promise<Result>): Promise<Result> {
  for (const delay of delays) {
    try {
      return await whole(load)
    } catch {
      await wait(delay)
    }
  }
  return whole(load)
}

async function whole<Result>(load: () => Promise<Result>): Promise<Result> {
  const result = await load()
  await stylesMended()
  return result
}
