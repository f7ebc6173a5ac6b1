// Prints the latency of good requests alone, beside as many harmless requests as a storm has, and beside a storm of
// failing ones: each as fast as the clients can, and at 1000 a second. TRAININGZIP_BINARIES=build/release/bin node benchmarks/faults/storm.mjs
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { withIncidents } from '../../tests/functional/incident_fixture.mjs'

const rounds = 5
const measured = 400
const clients = 4

await withIncidents({}, async (fixture) => {
  const agent = new http.Agent({ keepAlive: true })
  const { port } = fixture.server
  const ask = (path, headers = {}) =>
    new Promise((resolve, reject) => {
      http
        .get({ port, path, headers, agent }, (answer) => answer.resume().on('end', () => resolve(answer.statusCode)))
        .on('error', reject)
    })
  /** Others that ask all the while; how many they were. */
  const others = (path, headers, perSecond = Infinity) => {
    let going = true
    let count = 0
    const client = async () => {
      const begun = performance.now()
      for (let own = 0; going; own += 1, count += 1) {
        const early = begun + (own * clients * 1000) / perSecond - performance.now()
        if (early > 1) await sleep(early)
        await ask(path, headers())
      }
    }
    const all = Promise.all(Array.from({ length: clients }, client))
    return async () => {
      going = false
      await all
      return count
    }
  }
  const harmless = (perSecond) => others('/nothing/here', () => ({}), perSecond)
  const faults = (perSecond) =>
    others('/trainings', () => ({ 'X-Trainingzip-Fault': `throw-${Math.floor(Math.random() * 16)}` }), perSecond)
  const kinds = {
    alone: null,
    'beside harmless requests': () => harmless(),
    'beside a storm of faults': () => faults(),
    'beside 1000 harmless/s': () => harmless(1000),
    'beside 1000 faults/s': () => faults(1000),
  }
  const times = Object.fromEntries(Object.keys(kinds).map((name) => [name, []]))
  const besides = Object.fromEntries(Object.keys(kinds).map((name) => [name, 0]))
  await ask('/trainings')
  // All in turn, so that what else the machine does falls on all of them alike.
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, start] of Object.entries(kinds)) {
      const stop = start?.()
      for (let i = 0; i < measured; i += 1) {
        const begin = process.hrtime.bigint()
        await ask('/trainings')
        times[name].push(Number(process.hrtime.bigint() - begin) / 1e6)
      }
      besides[name] += (await stop?.()) ?? 0
    }
  }
  agent.destroy()
  const quantile = (name, part) => times[name].sort((a, b) => a - b)[Math.floor(times[name].length * part)]
  for (const name of Object.keys(kinds)) {
    const [p50, p99] = [quantile(name, 0.5), quantile(name, 0.99)]
    console.log(`${name.padEnd(26)} p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, beside ${besides[name]} others`)
  }
  for (const [bad, good] of [
    ['beside a storm of faults', 'beside harmless requests'],
    ['beside 1000 faults/s', 'beside 1000 harmless/s'],
  ]) {
    const ratio = (part) => (quantile(bad, part) / quantile(good, part)).toFixed(2)
    console.log(`${bad} to ${good}: p50 ${ratio(0.5)}, p99 ${ratio(0.99)}`)
  }
  console.log(`messages in Slack: ${fixture.slack.messages.length}`)
})
