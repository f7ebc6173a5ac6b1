// models/manifest.toml: complete, and our converters make what the servers load.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
const files = toml(join(root, 'models/manifest.toml')).file
const byPath = new Map(files.map((file) => [file.path, file]))

const mirrors = [process.env.TRAININGZIP_MODEL_MIRROR, resolve(root, '../shared/models')].filter(Boolean)
const inMirror = (path) => mirrors.map((mirror) => join(mirror, path)).find((file) => existsSync(file))

function setUp(folder, mirror) {
  return spawnSync(
    python,
    [join(root, 'scripts/models.py'), '--manifest', join(root, 'models/manifest.toml'), '--folder', folder]
      .concat(['--converters', join(root, 'tools/convert'), '--mirror', mirror]),
    { encoding: 'utf8' },
  )
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
  return JSON.parse(execFileSync(python, ['-c', program, file], { maxBuffer: 1 << 26 }))
}

test('each file has a licence, a sum, and a way to get it', () => {
  for (const file of files) {
    assert.match(file.sha256, /^[0-9a-f]{64}$/, file.path)
    assert.ok(file.licence, file.path)
    assert.ok(file.address || (file.converter && file.from.every((path) => byPath.has(path))), file.path)
    if (file.converter) assert.ok(existsSync(join(root, 'tools/convert', file.converter)), file.converter)
  }
})

test('the configuration names only models that the setup prepares', () => {
  const text = readFileSync(join(root, 'config/trainingzip.toml'), 'utf8')
  const named = [...text.matchAll(/= "\.deps\/models\/([^"]+)"/g)].map((match) => match[1])
  assert.ok(named.length >= 2)
  for (const path of named) {
    assert.ok(files.some((file) => file.used && (file.path === path || file.path.startsWith(`${path}/`))), path)
  }
})

test('the gateway serves only models that the setup prepares', () => {
  const template = readFileSync(join(root, 'gateway/nginx.conf.template'), 'utf8')
  const pattern = new RegExp(`^/models/${template.match(/\^\/models\/(.+)\$ \{/)[1]}$`)
  const served = files.filter((file) => pattern.test(`/models/${file.path}`))
  assert.equal(served.length, 6)
  assert.deepEqual(new Set(served.map((file) => file.set)), new Set(['real', 'stand-in']))
})

test('our converters make the same models out of the published files', { timeout: 120_000 }, (context) => {
  const sources = files.filter((file) => !file.converter)
  if (!sources.every((file) => inMirror(file.path))) return context.skip('the published files are not here')
  const folder = mkdtempSync(join(tmpdir(), 'trainingzip-models-'))
  try {
    const mirror = join(folder, 'mirror')
    for (const { path } of sources) {
      mkdirSync(dirname(join(mirror, path)), { recursive: true })
      copyFileSync(inMirror(path), join(mirror, path))
    }
    const made = join(folder, 'made')
    const { status, stderr } = setUp(made, mirror)
    assert.equal(status, 0, stderr)
    for (const { path } of files.filter((file) => file.used && file.converter)) {
      const published = inMirror(path)
      if (!published) continue
      if (path.endsWith('.onnx')) assert.deepEqual(constants(join(made, path)), constants(published), path)
      else assert.equal(readFileSync(join(made, path), 'utf8'), readFileSync(published, 'utf8'), path)
    }
    // What was converted is known again, and damage to it is seen.
    const model = join(made, 'pp_tinypose_128x96/model_fp32_folded.onnx')
    assert.equal(setUp(made, mirror).stdout, '')
    writeFileSync(model, readFileSync(model).subarray(0, 1000))
    assert.match(setUp(made, mirror).stdout, /128x96.*converting/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a file with other bytes is not taken', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trainingzip-models-'))
  try {
    const path = 'pp_tinypose_256x192/model_fp32_folded.onnx'
    mkdirSync(dirname(join(folder, 'mirror', path)), { recursive: true })
    writeFileSync(join(folder, 'mirror', path), 'not a model')
    // No address is tried: the first file of the manifest is derived, and its sources are empty files here.
    for (const source of byPath.get(path).from) writeFileSync(join(folder, 'mirror', source), '')
    const manifest = join(folder, 'manifest.toml')
    const entry = (name) => `[[file]]\npath = "${name}"\nused = true\nsha256 = "${'0'.repeat(64)}"\nlicence = "-"\n`
    writeFileSync(manifest, entry(path))
    const { status, stderr } = spawnSync(
      python,
      [join(root, 'scripts/models.py'), '--manifest', manifest, '--folder', join(folder, 'made')]
        .concat(['--converters', join(root, 'tools/convert'), '--mirror', join(folder, 'mirror')]),
      { encoding: 'utf8' },
    )
    assert.equal(status, 1)
    assert.match(stderr, /is not the file we know/)
    assert.ok(!existsSync(join(folder, 'made', path)))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
