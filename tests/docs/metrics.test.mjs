// Metrics: code, documents, dashboard and alerts name the same ones, and each alert can be told from one that is broken.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = (name) => readFileSync(join(root, name), 'utf8')
const promtool = (...parameters) => spawnSync('promtool', parameters, { encoding: 'utf8' })
const rules = text('deploy/prometheus/alerts.yml')
const dashboard = JSON.parse(text('deploy/grafana/dashboard.json'))
const panels = dashboard.panels.filter((panel) => panel.type !== 'row')
const namePattern = /\b(?:trainingzip|process)_[a-z_]+\b/g
const withoutEnding = (name) => name.replace(/_(bucket|sum|count)$/, '')

/** name → kind, as the servers make them. */
const made = new Map()
for (const file of execFileSync('git', ['ls-files', 'libs/*.cpp', 'services/*.cpp'], { cwd: root, encoding: 'utf8' }).split(
  '\n',
)) {
  if (!file || file.endsWith('_test.cpp')) continue
  for (const [, kind, name] of text(file).matchAll(/\.(counter|gauge|histogram)\(\s*"([a-z_]+)"/g)) made.set(name, kind)
}

let folder
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'trainingzip-metrics-'))
})
after(() => rmSync(folder, { recursive: true }))

test('docs/metrics.md has every metric with its kind, and no other', () => {
  const documented = new Map(
    [...text('docs/metrics.md').matchAll(/^\| `([a-z_]+)` \| (\w+) \|/gm)].map(([, name, kind]) => [name, kind]),
  )
  assert.ok(made.size > 30, `${made.size} metrics`)
  assert.deepEqual([...documented].sort(), [...made].sort())
})

test('the dashboard shows every metric, and no other', () => {
  const shown = new Set(
    panels.flatMap((panel) => panel.targets.flatMap(({ expr }) => expr.match(namePattern) ?? [])).map(withoutEnding),
  )
  assert.deepEqual([...shown].sort(), [...made.keys()].sort())
})

test('the dashboard has valid queries, distinct panels, and no overlap', () => {
  assert.equal(new Set(dashboard.panels.map(({ id }) => id)).size, dashboard.panels.length)
  const taken = new Set()
  for (const { title, gridPos } of dashboard.panels) {
    assert.ok(gridPos.x + gridPos.w <= 24, title)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; ++x) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; ++y) {
        assert.ok(!taken.has(`${x} ${y}`), `${title} covers another panel`)
        taken.add(`${x} ${y}`)
      }
    }
  }
  const concrete = (expr) => expr.replaceAll('$__rate_interval', '1m').replaceAll('$server', '.*')
  const records = panels.flatMap(({ id, targets }) =>
    targets.map(({ refId, expr }) => `      - record: panel_${id}_${refId}\n        expr: ${JSON.stringify(concrete(expr))}\n`),
  )
  const file = join(folder, 'queries.yml')
  writeFileSync(file, `groups:\n  - name: dashboard\n    rules:\n${records.join('')}`)
  const { status, stderr } = promtool('check', 'rules', file)
  assert.equal(status, 0, stderr)
})

test('alerts ask for metrics that exist', () => {
  const asked = rules
    .split('\n')
    .filter((line) => !/summary|description|^ *#/.test(line))
    .join('\n')
    .match(namePattern)
  for (const name of asked) assert.ok(made.has(name) || made.has(withoutEnding(name)), name)
})

test('the configuration of Prometheus is one, and reads the alerts', () => {
  const { status, stdout, stderr } = promtool('check', 'config', join(root, 'deploy/prometheus/prometheus.yml'))
  assert.equal(status, 0, stderr)
  assert.match(stdout, /1 rule files? found/)
})

/** Runs the tests of the alerts against these rules. */
function testRules(changed) {
  writeFileSync(join(folder, 'alerts.yml'), changed)
  writeFileSync(join(folder, 'alerts_test.yml'), text('deploy/prometheus/alerts_test.yml'))
  return promtool('test', 'rules', join(folder, 'alerts_test.yml'))
}

test('each alert is raised when it must be, and only then', () => {
  const { status, stdout, stderr } = testRules(rules)
  assert.equal(status, 0, stdout + stderr)
})

test('an alert that is always raised, never raised, or raised at once fails its test', () => {
  const pattern = /- alert: (\w+)\n        expr: (?:\|\n(?: {10}.*\n)+|.*\n)((?:        for: .*\n)?)/g
  const alerts = [...rules.matchAll(pattern)]
  assert.equal(alerts.length, rules.match(/- alert:/g).length)
  for (const [what, names, broken] of /** @type {any[][]} */ ([
    ['always', alerts.map(([, name]) => name), rules.replace(pattern, '- alert: $1\n        expr: vector(1)\n$2')],
    ['never', alerts.map(([, name]) => name), rules.replace(pattern, '- alert: $1\n        expr: vector(1) > 2\n$2')],
    ['at once', alerts.filter(([, , patience]) => patience).map(([, name]) => name), rules.replace(/        for: .*\n/g, '')],
  ])) {
    const { status, stdout, stderr } = testRules(broken)
    assert.equal(status, 1, what)
    const failed = new Set([...(stdout + stderr).matchAll(/alertname: ?(\w+), ?time/g)].map((match) => match[1]))
    assert.deepEqual(
      names.filter((name) => !failed.has(name)),
      [],
      `${what}: these are still taken for good`,
    )
  }
})
