// The page that a server gives to Prometheus, read and taken apart.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { until } from './harness.mjs'

/** {name, labels, value} of each line that is no comment. */
export function parsePage(text) {
  return text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [, name, labels, value] = line.match(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/) ?? assert.fail(String(line))
      const pairs = [...(labels ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, content]) => [key, content])
      return { name, labels: Object.fromEntries(pairs), value: Number(value) }
    })
}

/** Names of the metrics, without the endings of histograms. */
export const namesOf = (text) => new Set([...text.matchAll(/^# TYPE (\w+) /gm)].map((match) => match[1]))

export const metricsUrl = (server) => `http://127.0.0.1:${Number(readFileSync(server.metricsPortFile, 'utf8'))}/metrics`

export async function readPage(server) {
  const answer = await fetch(metricsUrl(server))
  assert.equal(answer.status, 200)
  return answer.text()
}

/** The sum of all lines of this name that have these labels; 0 when there is none. */
export async function valueOf(server, name, labels = {}) {
  const matches = (line) => line.name === name && Object.entries(labels).every(([key, value]) => line.labels[key] === value)
  return parsePage(await readPage(server))
    .filter(matches)
    .reduce((sum, line) => sum + line.value, 0)
}

/** Waits until it has this value: a request is counted a moment after its answer. */
export async function reaches(server, name, labels, expected) {
  let value
  await until(async () => (value = await valueOf(server, name, labels)) === expected, '', 60).catch(() =>
    assert.equal(value, expected, `${name} ${JSON.stringify(labels)} of ${server.name}`),
  )
}
