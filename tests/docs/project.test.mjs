// What stands around the code: licences of others, secrets that must not be here, and the list of changes.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = (name) => readFileSync(join(root, name), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'trainingzip-project-'))
after(() => rmSync(folder, { recursive: true }))

const git = (...words) =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...words], { cwd: folder, encoding: 'utf8' })

// A checkout of what the scans read.
for (const name of [
  'NOTICE',
  'LICENSE',
  'scripts/packages.txt',
  'scripts/npm_packages.txt',
  'models/manifest.toml',
  'scripts/ci/licence_scan',
  'scripts/ci/third_parties.toml',
  'scripts/ci/secret_scan',
  'scripts/ci/secret_scan_known.txt',
  'web/package-lock.json',
  'tests/package-lock.json',
  'scripts/lint/package-lock.json',
]) {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  cpSync(join(root, name), join(folder, name))
}
writeFileSync(join(folder, 'scripts/ci/secret_scan_known.txt'), '')
git('init', '-q')

/** What a scan says of that checkout, after files were changed, {name: change of its text}; they are as they were then. */
function told(scan, changes, ...options) {
  const before = Object.keys(changes).map((name) => [
    join(folder, name),
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined,
  ])
  for (const [at, change] of Object.values(changes).entries()) writeFileSync(before[at][0], change(before[at][1] ?? ''))
  const { status, stdout, stderr } = spawnSync(join(folder, 'scripts/ci', scan), options, { encoding: 'utf8' })
  assert.equal(stderr, '')
  for (const [file, content] of before) {
    if (content === undefined) rmSync(file)
    else writeFileSync(file, content)
  }
  assert.equal(status, stdout === '' ? 0 : 1)
  return stdout.trim()
}

test('NOTICE names everything of others that is used, and all of it may be given away', () => {
  const { status, stdout, stderr } = spawnSync(join(root, 'scripts/ci/licence_scan'), { encoding: 'utf8' })
  assert.deepEqual([status, stdout, stderr], [0, '', ''])
})

test('what is new, gone, changed or copied is found', () => {
  const append = (more) => (before) => before + more
  const tools =
    'tool": {"dev": true, "license": "GPL-3.0"}, "node_modules/other": {"dev": true, "license": "(MPL-2.0 OR GPL-3.0)"}, "node_modules/'
  const notNamed = (name, kind) => `${name} is used (${kind}) and not in scripts/ci/third_parties.toml`
  assert.equal(told('licence_scan', {}), '')
  const said = told('licence_scan', {
    'scripts/packages.txt': (before) =>
      before.replace('run libre2-dev\n', 'run libsomething-dev libother-dev unless=thing optional\n'),
    'scripts/npm_packages.txt': append('right-pad 1.0.0 00\n'),
    'models/manifest.toml': append('[[file]]\npath = "yolo/yolo.onnx"\nlicence = "AGPL-3.0"\n'),
    'web/package-lock.json': (before) =>
      before.replace('"node_modules/react": {', '"node_modules/left-pad": {"license": "WTFPL"}, "node_modules/react": {'),
    'tests/package-lock.json': (before) => before.replace('"node_modules/ajv": {', `"node_modules/${tools}ajv": {`),
    NOTICE: append('\n'),
    'copied.h': append(`// ${'Copyright'} (c) 2019 Somebody Else\n`),
  })
  assert.deepEqual(said.split('\n'), [
    notNamed('libother-dev', 'debian'),
    notNamed('libsomething-dev', 'debian'),
    'libre2-dev (debian) is in scripts/ci/third_parties.toml and not used',
    notNamed('right-pad', 'archive'),
    notNamed('left-pad', 'npm'),
    notNamed('yolo', 'models'),
    'web: left-pad has the licence WTFPL',
    'tests: tool has the licence GPL-3.0',
    'models: yolo/yolo.onnx has the licence AGPL-3.0',
    `copied.h has a licence text of others: ${'Copyright'} (c) 2019`,
    'NOTICE is not what scripts/ci/licence_scan --write makes',
  ])
})

// Put together here, so that this file has none.
const examples = {
  'private key': `-----BEGIN ${'PRIVATE'} KEY-----\n${'A'.repeat(64)}\n`,
  'token of GitHub': `gh${'p_'}${'a1'.repeat(20)}`,
  'webhook of Slack': `https://hooks.slack${'.com'}/services/T12345678/B12345678/${'x'.repeat(24)}`,
  'access key of AWS': `AKIA${'ABCD'.repeat(4)}`,
  'password in an address': `postgresql://app:${'hunter2'}hunter2@db.example.org/x`,
}

test('no secret is committed', () => {
  const { status, stdout, stderr } = spawnSync(join(root, 'scripts/ci/secret_scan'), { encoding: 'utf8' })
  assert.deepEqual([status, stdout, stderr], [0, '', ''])
})

test('secrets are found, also in commits that a later one takes back, and are not shown', () => {
  const all = () => `a\n${Object.values(examples).join('\n')}\n`
  const said = told('secret_scan', { 'settings.txt': all })
  for (const [kind, secret] of Object.entries(examples)) {
    assert.match(said, new RegExp(`^settings.txt:\\d+: ${kind} \\(sum [0-9a-f]{16}\\)$`, 'm'), kind)
    assert.ok(!said.includes(secret))
  }
  const sums = [...said.matchAll(/sum (\w+)/g)].map(([, sum]) => `settings.txt ${sum} an example\n`)
  assert.equal(sums.length, Object.keys(examples).length)
  writeFileSync(join(folder, 'scripts/ci/secret_scan_known.txt'), sums.join(''))
  assert.equal(told('secret_scan', { 'settings.txt': all }), '', 'what is known')
  assert.match(told('secret_scan', { 'settings.txt': () => '' }), /has no \w+ any more/)
  writeFileSync(join(folder, 'scripts/ci/secret_scan_known.txt'), '')
  assert.equal(
    told('secret_scan', { 'settings.txt': () => 'postgresql://USER:PASSWORD@HOST/x\nhttps://example.org:8443/a@b\n' }),
    '',
  )
  const commit = (content) => {
    writeFileSync(join(folder, 'settings.txt'), content)
    git('add', 'settings.txt')
    git('commit', '-qm', 'x')
  }
  commit('nothing\n')
  commit(`${examples['access key of AWS']}\n`)
  commit('nothing\n')
  assert.match(told('secret_scan', {}, 'HEAD~2..HEAD'), /^settings.txt:1: access key of AWS/)
  assert.equal(told('secret_scan', {}, 'HEAD~1..HEAD'), '')
})

test('CHANGELOG.md is kept: the version that is built has an entry, newest first, and each leads somewhere', () => {
  const content = text('CHANGELOG.md')
  const [, version] = text('CMakeLists.txt').match(/^project\(trainingzip VERSION (\S+)/m)
  const titles = [...content.matchAll(/^## (.*)$/gm)].map((match) => match[1])
  assert.equal(titles[0], '[Unreleased]')
  const entries = titles.slice(1).map((title) => title.match(/^\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$/))
  assert.ok(entries.every(Boolean), titles.join())
  assert.ok(
    entries.some(([, number]) => number === version),
    `an entry for ${version}`,
  )
  const dates = entries.map(([, , date]) => date)
  assert.deepEqual(dates, dates.toSorted().reverse())
  for (const title of ['Unreleased', ...entries.map(([, number]) => number)])
    assert.match(content, new RegExp(`^\\[${title}\\]: https://`, 'm'))
  const kinds = [...content.matchAll(/^### (.*)$/gm)].map((match) => match[1])
  for (const kind of kinds) assert.ok(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'].includes(kind), kind)
})
