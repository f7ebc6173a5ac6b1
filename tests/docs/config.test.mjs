// config/trainingzip.toml: each server, the gateway and what keeps its certificate new read every key of their section, and no
// other.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseSections, servers } from './sections.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const binaries = resolve(root, process.env.TRAININGZIP_BINARIES ?? 'build/debug/bin')
const shipped = readFileSync(join(root, 'config/trainingzip.toml'), 'utf8')
const sections = parseSections(shipped)

/** What a server says of a key that it does not know, or that it asks for and does not find. */
const wrongKeys = /has settings that do not exist|lacks the key/

/** Other servers of this machine may hold the shipped ones. */
const freePorts = (name) =>
  Object.fromEntries(['PORT', 'METRICS_PORT'].map((key) => [`TRAININGZIP_${name.toUpperCase()}_${key}`, '0']))

/** Starts a server with this configuration; resolves with what it wrote and its exit code, or 'running'. */
function startWith(name, configuration) {
  const folder = mkdtempSync(join(tmpdir(), 'trainingzip-config-'))
  writeFileSync(join(folder, 'trainingzip.toml'), configuration)
  const environment = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('TRAININGZIP_')))
  const child = spawn(join(binaries, `trainingzip-${name}`), ['--config', 'trainingzip.toml'], {
    cwd: folder,
    env: { ...environment, ...freePorts(name) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let output = ''
  child.stderr.on('data', (piece) => {
    output += piece
  })
  return new Promise((resolvePromise) => {
    const patience = setTimeout(() => child.kill('SIGTERM'), 3000)
    child.on('close', (code, signal) => {
      clearTimeout(patience)
      rmSync(folder, { recursive: true, force: true })
      resolvePromise({ code: code ?? signal, output })
    })
  })
}

/** Renders the configuration of NGINX; gives the exit code and what it said. */
function renderWith(configuration, variables = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'trainingzip-config-'))
  writeFileSync(join(folder, 'trainingzip.toml'), configuration)
  const environment = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('TRAININGZIP_')))
  const words = [join(root, 'gateway'), 'render', '--config', 'trainingzip.toml', '--out', 'nginx.conf']
  const { status, stderr } = spawnSync('/usr/bin/python3', words, {
    cwd: folder,
    env: { ...environment, ...variables },
    encoding: 'utf8',
  })
  const text = status === 0 ? readFileSync(join(folder, 'nginx.conf'), 'utf8') : ''
  rmSync(folder, { recursive: true, force: true })
  return { status, stderr, text }
}

test('each server has a section, and each section a reader', () => {
  assert.deepEqual(Object.keys(sections).sort(), [...servers, 'gateway', 'certificates'].sort())
  for (const name of servers) assert.ok(existsSync(join(binaries, `trainingzip-${name}`)), `${name} is built`)
})

test('each key has a comment where it stands', () => {
  for (const [name, keys] of Object.entries(sections)) {
    for (const { key, comment } of keys) assert.ok(comment, `[${name}] ${key}`)
  }
})

for (const name of servers) {
  test(`${name}: a key that it does not know stops it, with the key's name`, async () => {
    const { code, output } = await startWith(name, shipped.replace(`\n[${name}]\n`, `\n[${name}]\ncolour = "blue"\n`))
    assert.equal(code, 1)
    assert.match(output, wrongKeys)
    assert.match(output, /colour/)
    assert.ok(output.trim().split('\n').length <= 2, `one clear line, not:\n${output}`)
  })

  test(`${name}: it reads every key that the file has`, async () => {
    // A key that the program did not ask for would be named, as above.
    const { output } = await startWith(name, shipped)
    assert.doesNotMatch(output, wrongKeys)
  })

  test(`${name}: a key that is missing stops it, with the key's name`, async () => {
    const lines = shipped.split('\n')
    const { key, line } = sections[name].at(-1)
    const { code, output } = await startWith(name, lines.toSpliced(line, 1).join('\n'))
    assert.equal(code, 1)
    assert.match(output, wrongKeys)
    assert.match(output, new RegExp(`\\b${key}\\b`))
  })
}

test('gateway: it takes the file as it is, and a variable over each key', () => {
  assert.equal(renderWith(shipped).status, 0)
  const { text } = renderWith(shipped, {
    TRAININGZIP_GATEWAY_API: '192.0.2.1:80 [2001:db8::1]:81',
    TRAININGZIP_API_HOST_NAMES: 'training.example',
  })
  assert.match(text, /server 192\.0\.2\.1:80 .*\n\s+server \[2001:db8::1\]:81 /)
  assert.match(text, /^\s+training\.example 1;$/m)
})

test('gateway: a key or a variable that it does not know, lacks or cannot read stops it, with its name', () => {
  const { key, line } = sections.gateway.at(-1)
  for (const [configuration, variables, word] of [
    [shipped.replace('\n[gateway]\n', '\n[gateway]\ncolour = "blue"\n'), {}, 'colour'],
    [shipped, { TRAININGZIP_GATEWAY_COLOUR: 'blue' }, 'TRAININGZIP_GATEWAY_COLOUR'],
    [shipped.split('\n').toSpliced(line, 1).join('\n'), {}, key],
    ...[
      ['PORT', '0'],
      ['PORT', 'many'],
      ['CACHE', 'maybe'],
      ['API', 'no-port'],
      ['API', ''],
      ['ADDRESS', 'localhost'],
      ['TLS_PROTOCOLS', 'SSLv3'],
    ],
    ...[
      ['OPERATORS', '300.0.0.1'],
      ['TRUSTED_PROXIES', '10.0.0.0/33'],
      ['HOST_NAMES', 'a;b'],
      ['ALLOWED_ORIGINS', 'example.org'],
      ['FOLDER', 'a"b'],
    ],
  ].map((row) => (row.length === 2 ? [shipped, { [`TRAININGZIP_GATEWAY_${row[0]}`]: row[1] }, row[0].toLowerCase()] : row))) {
    const { status, stderr } = renderWith(configuration, variables)
    assert.equal(status, 1, word)
    assert.match(stderr, new RegExp(`^error: .*\\b${word}\\b.*\\n$`), word)
  }
})

/** Starts what keeps the certificate new; without names it has nothing to do and ends. */
function certificatesWith(configuration, variables = {}, options = []) {
  const folder = mkdtempSync(join(tmpdir(), 'trainingzip-config-'))
  writeFileSync(join(folder, 'trainingzip.toml'), configuration)
  const environment = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('TRAININGZIP_')))
  const words = [join(root, 'gateway/certificates'), '--config', 'trainingzip.toml', ...options]
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', words, {
    cwd: folder,
    env: { ...environment, ...variables },
    encoding: 'utf8',
  })
  const made = existsSync(join(folder, 'data/certificates/server.crt'))
  rmSync(folder, { recursive: true, force: true })
  return { status, stdout, stderr, made }
}

test('certificates: it takes the file as it is, and has nothing to do without names', () => {
  const { status, stdout, made } = certificatesWith(shipped)
  assert.equal(status, 0)
  assert.match(stdout, /"no_host_names"/)
  assert.ok(!made)
  // One of our own is made when it is asked for.
  assert.deepEqual(certificatesWith(shipped, {}, ['--own']), { status: 0, stdout: '', stderr: '', made: true })
})

test('certificates: a key or a variable that it does not know, lacks or cannot read stops it, with its name', () => {
  const { key, line } = sections.certificates.at(-1)
  for (const [configuration, variables, word] of [
    [shipped.replace('\n[certificates]\n', '\n[certificates]\ncolour = "blue"\n'), {}, 'colour'],
    [shipped, { TRAININGZIP_CERTIFICATES_COLOUR: 'blue' }, 'TRAININGZIP_CERTIFICATES_COLOUR'],
    [shipped.split('\n').toSpliced(line, 1).join('\n'), {}, key],
    ...[
      ['HOST_NAMES', 'localhost'],
      ['HOST_NAMES', 'printer.local'],
      ['HOST_NAMES', '192.0.2.7'],
      ['HOST_NAMES', 'training.example -d.example'],
    ],
    ...[
      ['EMAIL', 'nobody'],
      ['EMAIL', '--server@x'],
      ['DIRECTORY', 'http://ca.example/dir'],
      ['STAGING', 'maybe'],
      ['CHECK_SECONDS', '0'],
      ['FOLDER', ''],
    ],
  ].map((row) =>
    row.length === 2 ? [shipped, { [`TRAININGZIP_CERTIFICATES_${row[0]}`]: row[1] }, row[0].toLowerCase()] : row,
  )) {
    const { status, stderr } = certificatesWith(configuration, variables)
    assert.equal(status, 1, word)
    assert.match(stderr, new RegExp(`^error: .*\\b${word}\\b.*\\n$`), word)
  }
})
