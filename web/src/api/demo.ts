import * as v from 'valibot'

const demo = v.object({
  state: v.picklist(['making', 'ready', 'failed', 'removed']),
  trainingId: v.optional(v.number()),
  credit: v.object({
    author: v.string(),
    source: v.pipe(v.string(), v.url()),
    licence: v.string(),
    licenceAddress: v.pipe(v.string(), v.url()),
  }),
})

/** The demo training that a new service begins with, and whose video it is. */
export type Demo = v.InferOutput<typeof demo>

/** Null where there is none, as in most services, or where it is not known. */
export async function getDemo(signal?: AbortSignal): Promise<Demo | null> {
  const response = await fetch('/demo.json', { ...(signal && { signal }) })
  if (!response.ok) return null
  const read = v.safeParse(demo, await response.json().catch(() => null))
  return read.success ? read.output : null
}
