// models/manifest.toml: complete, and our converters make what the servers load.
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const python = '/usr/bin/python3'
const toml = (file) =>
  JSON.parse(
    execFileSync(python, ['-c', 'import json,sys,tomllib; print(json.dumps(tomllib.load(open(sys.argv[1],"rb"))))', file]),
  )
const { file: files, choice: choices } = toml(join(root, 'models/manifest.toml'))
const byPath = new Map(files.map((file) => [file.path, file]))

const mirrors = [process.env.TRAININGZIP_MODEL_MIRROR, resolve(root, '../shared/models')].filter(Boolean)
const inMirror = (path) => mirrors.map((mirror) => join(mirror, path)).find((file) => existsSync(file))

/** Runs the setup. Nothing is asked of the npm registry: a list without packages stands in for the real one. */
function setUp(folder, mirror, { manifest = join(root, 'models/manifest.toml'), options = [] } = {}) {
  const packages = join(dirname(folder), 'npm_packages.txt')
  writeFileSync(packages, '')
  return spawnSync(
    python,
    [join(root, 'scripts/models.py'), '--manifest', manifest, '--folder', folder, '--npm-packages', packages].concat([
      '--converters',
      join(root, 'tools/convert'),
      '--mirror',
      mirror,
      ...options,
    ]),
    { encoding: 'utf8' },
  )
}

const state = (folder) => JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'))

/** A folder of this test, removed at its end. */
function scratch(context) {
  const folder = mkdtempSync(join(tmpdir(), 'trainingzip-models-'))
  context.after(() => rmSync(folder, { recursive: true }))
  return folder
}

function put(folder, path, content) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}

const sum = (content) => createHash('sha256').update(content).digest('hex')

/** A manifest of files that are small texts: lines of one file, without the sum where the content is given. */
function writeManifest(folder, entries) {
  const lines = ({ content, ...entry }) =>
    Object.entries({ sha256: content && sum(content), licence: '-', ...entry })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
  const file = join(folder, 'manifest.toml')
  writeFileSync(file, entries.map((entry) => ['[[file]]', ...lines(entry), ''].join('\n')).join('\n'))
  return file
}

/** Name, shape and sum of the constants of a model, without regard to their order and names. */
function constants(file) {
  const program = `
import hashlib, json, sys, onnx
from onnx import numpy_helper
graph = onnx.load(sys.argv[1]).graph
kinds = sorted(node.op_type for node in graph.node if node.op_type not in ("Flatten", "Identity"))
arrays = (numpy_helper.to_array(tensor) for tensor in graph.initializer)
sums = sorted({str(array.shape) + hashlib.sha256(array.tobytes()).hexdigest() for array in arrays if array.size > 4})
print(json.dumps([kinds, sums, [value.name for value in [*graph.input, *graph.output]]]))`
  return JSON.parse(execFileSync(python, ['-c', program, file], { maxBuffer: 1 << 26 }).toString())
}

test('each file has a licence, a sum, and a way to get it', () => {
  for (const file of files) {
    const forGpu = file.set === 'gpu' || Object.keys(choices).some((name) => file.set === `gpu-${name}`)
    const chosen = file.set in choices || forGpu
    if (file.sha256_prefix) assert.ok(file.address.includes(`-${file.sha256_prefix}`), `${file.path}: its name tells another sum`)
    if (file.sha256_prefix) assert.match(file.sha256_prefix, /^[0-9a-f]{8}$/, file.path)
    else if (!chosen) assert.match(file.sha256, /^[0-9a-f]{64}$/, file.path)
    else assert.ok(file.converter, file.path)
    assert.ok(file.licence, file.path)
    assert.ok(
      file.address || (file.package && file.member) || (file.converter && file.from.every((path) => byPath.has(path))),
      file.path,
    )
    assert.ok(chosen || [undefined, 'real', 'stand-in', 'reference'].includes(file.set), file.path)
    if (file.converter) assert.ok(existsSync(join(root, 'tools/convert', file.converter)), file.converter)
  }
})

test('the configuration names only models that the setup prepares', () => {
  const text = readFileSync(join(root, 'config/trainingzip.toml'), 'utf8')
  const named = [...text.matchAll(/= "\.deps\/models\/([^"]+)"/g)].map((match) => match[1])
  assert.ok(named.length >= 2)
  for (const path of named) {
    assert.ok(
      files.some((file) => file.set && (file.path === path || file.path.startsWith(`${path}/`))),
      path,
    )
  }
})

test('the gateway serves only models that the setup prepares', () => {
  const template = readFileSync(join(root, 'gateway/nginx.conf.template'), 'utf8')
  const pattern = new RegExp(`^/models/${template.match(/\^\/models\/(.+)\$ \{/)[1]}$`)
  const served = files.filter((file) => pattern.test(`/models/${file.path}`))
  assert.equal(served.length, 6)
  assert.deepEqual(
    served,
    files.filter((file) => file.page),
    'those that browsers are told of',
  )
  assert.deepEqual(new Set(served.map((file) => file.set)), new Set(['real', 'stand-in']))
})

test('our converters make the same models out of the published files', { timeout: 120_000 }, (context) => {
  const sources = files.filter((file) => file.address && file.sha256)
  if (!sources.every((file) => inMirror(file.path))) return context.skip('needs the published files of the models')
  const folder = scratch(context)
  const mirror = join(folder, 'mirror')
  for (const { path } of sources) put(mirror, path, readFileSync(inMirror(path)))
  const made = join(folder, 'made')
  const { status, stderr } = setUp(made, mirror)
  assert.equal(status, 0, stderr)
  assert.deepEqual(state(made), { missing: [], standIn: false, lookedIn: [mirror] })
  for (const { path } of files.filter((file) => file.set === 'real' && file.converter)) {
    const published = inMirror(path)
    if (!published) continue
    if (path.endsWith('.onnx')) assert.deepEqual(constants(join(made, path)), constants(published), path)
    else assert.equal(readFileSync(join(made, path), 'utf8'), readFileSync(published, 'utf8'), path)
  }
  // What was converted is known again, and damage to it is seen.
  const model = join(made, 'pp_tinypose_128x96/model_int8_weights.onnx')
  assert.equal(setUp(made, mirror).stdout, '')
  writeFileSync(model, readFileSync(model).subarray(0, 1000))
  assert.match(setUp(made, mirror).stdout, /128x96.*converting/)
})

test('browsers are told of their files with size and sum, as far as these are there', (context) => {
  const folder = scratch(context)
  const manifest = writeManifest(folder, [
    { path: 'real/a.onnx', set: 'real', page: true, content: 'what pages load' },
    { path: 'real/b.onnx', set: 'real', page: true, content: 'what is not there' },
    { path: 'real/c.onnx', set: 'real', content: 'what servers load' },
  ])
  put(folder, 'mirror/real/a.onnx', 'what pages load')
  put(folder, 'mirror/real/c.onnx', 'what servers load')
  assert.equal(setUp(join(folder, 'made'), join(folder, 'mirror'), { manifest }).status, 0)
  assert.deepEqual(JSON.parse(readFileSync(join(folder, 'made/public.json'), 'utf8')), {
    missing: ['real/b.onnx'],
    files: [{ path: 'real/a.onnx', bytes: 15, sha256: sum('what pages load') }],
  })
})

test('a file with other bytes is not taken', (context) => {
  const folder = scratch(context)
  const manifest = writeManifest(folder, [{ path: 'real/a.onnx', set: 'real', content: 'the network' }])
  put(folder, 'mirror/real/a.onnx', 'not the network')
  const { status, stdout } = setUp(join(folder, 'made'), join(folder, 'mirror'), { manifest })
  assert.equal(status, 0, 'the setup goes on')
  assert.match(stdout, /has another file under this name/)
  assert.ok(!existsSync(join(folder, 'made/real')), 'no empty folder is left')
  assert.deepEqual(
    state(join(folder, 'made')).missing.map((file) => file.path),
    ['real/a.onnx'],
  )
})

test('what cannot be had is said, with the command that brings it, and stand-ins take its place', (context) => {
  const folder = scratch(context)
  const manifest = writeManifest(folder, [
    { path: 'real/a.onnx', set: 'real', content: 'a' },
    { path: 'real/b.onnx', set: 'real', content: 'b', address: 'http://127.0.0.1:9/b.onnx' },
    { path: 'stand_in/c.onnx', set: 'stand-in', content: 'c' },
    { path: 'stand_in/d.onnx', set: 'stand-in', content: 'd', package: 'no-such-package', member: 'd' },
  ])
  const [made, mirror] = [join(folder, 'made'), join(folder, 'mirror')]
  put(mirror, 'real/a.onnx', 'a')
  put(mirror, 'stand_in/c.onnx', 'c')
  const first = setUp(made, mirror, { manifest })
  assert.equal(first.status, 0)
  assert.match(first.stdout, /Missing:\n {4}real\/b\.onnx\n {8}not in .*\n {8}127\.0\.0\.1:9 cannot be reached/)
  assert.match(first.stdout, /Videos are taken and wait/)
  assert.match(first.stdout, /\.\/run --models-from FOLDER\|URL/)
  assert.equal(state(made).standIn, false)

  put(mirror, 'stand_in/d.onnx', 'd')
  const second = setUp(made, mirror, { manifest })
  assert.match(second.stdout, /less exact/)
  assert.equal(state(made).standIn, true)
  assert.equal(setUp(made, mirror, { manifest, options: ['--quiet'] }).stdout, '')

  put(mirror, 'real/b.onnx', 'b')
  assert.doesNotMatch(setUp(made, mirror, { manifest }).stdout, /Missing/)
  assert.deepEqual(state(made), { missing: [], standIn: false, lookedIn: [mirror] })
})

test('a choice makes settings that the servers know, of files that it prepares', (context) => {
  const configuration = toml(join(root, 'config/trainingzip.toml'))
  for (const [name, sections] of Object.entries(choices)) {
    const { status, stdout } = setUp(join(scratch(context), 'made'), '', { options: ['--settings', name] })
    assert.equal(status, 0)
    const printed = new Map(
      stdout
        .trim()
        .split('\n')
        .map((line) => /** @type {any} */ (line.split(/=(.*)/))),
    )
    for (const [section, settings] of Object.entries(sections)) {
      for (const [key, value] of Object.entries(/** @type {any} */ (settings))) {
        assert.equal(typeof value, typeof configuration[section][key], `${section}.${key}`)
        const set = printed.get(`TRAININGZIP_${section}_${key}`.toUpperCase())
        if (byPath.has(value)) assert.equal(byPath.get(value).set, name)
        if (key.endsWith('model')) assert.ok(byPath.has(value) && set.endsWith(`/made/${value}`), set)
        else assert.equal(set, value)
      }
    }
  }
  for (const option of ['--settings', '--choose']) {
    const { status, stderr } = setUp(join(scratch(context), 'made'), '', { options: [option, 'hrnet'] })
    assert.equal(status, 1)
    assert.match(stderr, /error: there are no models hrnet; there are hrnet-w32, /)
  }
})

test('files of which the first digits of the sum are known are checked by them, and fetched only when they are chosen', (context) => {
  const folder = scratch(context)
  const [made, mirror] = [join(folder, 'made'), join(folder, 'mirror')]
  const checkpoint = `a/a-${sum('a').slice(0, 8)}.pth`
  const manifest = writeManifest(folder, [
    {
      path: 'a/a.onnx',
      sha256: undefined,
      set: 'large',
      converter: 'hrnet_to_onnx.py',
      from: [checkpoint],
      options: ['--size=32x32'],
    },
    { path: checkpoint, sha256: undefined, sha256_prefix: sum('a').slice(0, 8), address: 'http://127.0.0.1:9/a.pth' },
    { path: 'a/b.onnx', set: 'small', content: 'b' },
  ])
  writeFileSync(
    manifest,
    `${readFileSync(manifest, 'utf8')}\n[choice.large.pose]\npose_model = "a/a.onnx"\n[choice.small.pose]\n`,
  )
  put(mirror, 'a/a.onnx', 'what nobody can check')
  put(mirror, checkpoint, 'another')
  put(mirror, 'a/b.onnx', 'b')
  const choose = (name) => setUp(made, mirror, { manifest, options: ['--choose', name] })

  assert.equal(setUp(made, mirror, { manifest }).stdout, '')
  assert.ok(!existsSync(join(made, 'a')), 'nobody has chosen it')
  const other = choose('large')
  assert.equal(other.status, 1)
  const lines = other.stdout.trim().split('\n')
  assert.equal(lines[0], 'models: large cannot be had. Missing:')
  assert.equal(lines[1], `    ${checkpoint}`)
  assert.match(other.stdout, /mirror has another file under this name/)
  assert.match(other.stdout, /127\.0\.0\.1:9 cannot be reached/)
  assert.match(other.stdout, /published at http:\/\/127\.0\.0\.1:9\/a\.pth/)
  assert.match(other.stdout, /--models-from FOLDER,\n *or TRAININGZIP_MODEL_MIRROR=FOLDER/)
  assert.ok(!existsSync(join(made, 'a')))

  put(mirror, checkpoint, 'a')
  const right = choose('large')
  assert.match(right.stdout, /a-[0-9a-f]{8}\.pth: from .*mirror/, 'it is taken')
  assert.match(right.stderr, /hrnet_to_onnx: a-.*\.pth: a checkpoint of PyTorch cannot be read/, 'and read, though it is none')
  assert.equal(right.status, 1)
  assert.match(right.stdout, /Missing:\n {4}a\/a\.onnx\n {8}hrnet_to_onnx\.py could not make it/)
  assert.equal(choose('small').status, 0)
  assert.ok(existsSync(join(made, 'a/b.onnx')))
  assert.deepEqual(state(made), { missing: [], standIn: false, lookedIn: [mirror] })
})

test('a mirror may be an address', async (context) => {
  const folder = scratch(context)
  const manifest = writeManifest(folder, [{ path: 'real/a b.onnx', set: 'real', content: 'a' }])
  put(folder, 'mirror/real/a b.onnx', 'a')
  const server = spawn(python, ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', join(folder, 'mirror')])
  context.after(() => server.kill())
  const [line] = await once(server.stdout, 'data')
  const address = `http://127.0.0.1:${/port (\d+)/.exec(line)[1]}/`
  const { stdout } = setUp(join(folder, 'made'), address, { manifest })
  assert.match(stdout, /from http:/)
  assert.equal(readFileSync(join(folder, 'made/real/a b.onnx'), 'utf8'), 'a')
})
