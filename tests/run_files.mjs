/**
 * Runs files of tests as node --test does, in the order in which they are given: node --test sorts them by name, and a long
 * one at the end keeps one processor waiting. Each runs in a process of its own.
 *
 * usage: node tests/run_files.mjs AT_ONCE RESULTS FILE...
 *
 * AT_ONCE: so many at the same time. Results go to RESULTS.xml (JUnit) and RESULTS.times (see file_times.mjs). Ends with 1 when
 * a test failed. A file that hangs fails after a quarter of an hour, far more than any takes.
 */
import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import { run } from 'node:test'
import { junit, spec } from 'node:test/reporters'
import fileTimes from './file_times.mjs'

const longestMilliseconds = 900_000

const [atOnce, results, ...files] = process.argv.slice(2)
const events = run({ files: files.map((file) => resolve(file)), concurrency: Number(atOnce), timeout: longestMilliseconds })
// One for the end of each writer, and those of the streams themselves.
events.setMaxListeners(30)
events.on('test:fail', () => {
  process.exitCode = 1
})
const written = [
  events.compose(junit).pipe(createWriteStream(`${results}.xml`)),
  events.compose(fileTimes).pipe(createWriteStream(`${results}.times`)),
]
events.compose(new spec()).pipe(process.stdout)
await Promise.all(written.map((stream) => finished(stream)))
