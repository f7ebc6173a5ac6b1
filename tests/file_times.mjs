/**
 * A reporter for node --test: how long each file took, longest first, as "SECONDS BEGIN-END FILE". Seconds are those of its
 * tests; begin and end count from the start of the run.
 */
import { basename } from 'node:path'

export default async function* fileTimes(events) {
  const start = Date.now()
  const now = () => (Date.now() - start) / 1000
  const files = new Map()
  for await (const { type, data } of events) {
    if (!data?.file) continue
    const file = files.get(data.file) ?? { begin: now(), end: 0, seconds: 0 }
    files.set(data.file, file)
    if (type !== 'test:pass' && type !== 'test:fail') continue
    file.end = now()
    if (data.nesting === 0) file.seconds += data.details.duration_ms / 1000
  }
  const longestFirst = [...files].filter(([, { end }]) => end > 0).sort(([, one], [, other]) => other.seconds - one.seconds)
  for (const [name, { begin, end, seconds }] of longestFirst) {
    yield `${seconds.toFixed(1).padStart(6)} ${`${begin.toFixed(0)}-${end.toFixed(0)}`.padStart(9)} ${basename(name)}\n`
  }
}
