// Converts models with the programs of tools/convert and compares what comes out with the original.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { compare, loadConverted, loadOriginal, toPlanes } from './networks.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))
/** The originals of the networks that we ship. */
export const sources = join(process.env.TRAININGZIP_MODELS ?? join(root, '.deps/models'), 'sources')
// Of the range of the numbers, and of 1 where they are smaller.
export const TOLERANCE = 1e-3

/** For what a test file makes; gone when it ends. */
export const folder = mkdtempSync(join(tmpdir(), 'trainingzip-models-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Why a network cannot be tested, or false. */
export function missing(...files) {
  const file = files.find((one) => !existsSync(join(sources, one)))
  return file !== undefined && `${join(sources, file)} is not there`
}

/** Runs a Python program below the root of the repository. */
export const runPython = (program, parameters) => promisify(execFile)('/usr/bin/python3', [join(root, program), ...parameters])

/** The path of the converted model; the source is the last parameter. */
export async function convert(program, parameters) {
  const out = join(folder, `${basename(parameters.at(-1))}.onnx`)
  await runPython(join('tools/convert', program), [...parameters, out])
  return out
}

export const convertGraph = (name, options, from = folder) =>
  convert('tfjs_to_onnx.py', [...options, join(from, `${name}.json`), join(from, `${name}.bin`)])

/** expected: tensors in NHWC, as nodes gave them; actual: by the names of the outputs. */
export function assertSame(names, expected, actual) {
  names.forEach((name, index) => {
    const { values, shape } = expected[index]
    const [height, width, channels] = shape.slice(-3)
    assert.deepEqual([...actual[name].shape], [1, channels, height, width], `shape of ${name}`)
    const { difference, range } = compare(toPlanes(values, channels), actual[name].values)
    assert.ok(range > 0, `${name} is empty`)
    const allowed = TOLERANCE * Math.max(range, 1)
    assert.ok(difference <= allowed, `${name} differs by ${difference}, more than ${allowed}`)
  })
}

/** Runs a small graph in both ways and compares the nodes named. */
export async function assertGraph(name, height, width, graph, nodes, options = []) {
  await graph.write(folder, name)
  const original = await loadOriginal(folder, name)
  const picture = Float32Array.from({ length: height * width * 3 }, (_, index) => Math.sin(index * 0.7))
  const expected = original.run(picture, [1, height, width, 3], 'float32', nodes)
  const converted = await loadConverted(
    await convertGraph(name, [...options, ...nodes.map((node) => `--output=${node}_out=${node}`)]),
  )
  assertSame(
    nodes.map((node) => `${node}_out`),
    expected,
    await converted.run(toPlanes(picture, 3), [1, 3, height, width]),
  )
}

/** That the converter refuses, with this one sentence. */
export async function assertRefused(program, parameters, sentence) {
  const out = join(folder, 'refused.onnx')
  const attempt = runPython(join('tools/convert', program), [...parameters, out])
  const { code, stderr } = await attempt.then(
    () => ({ code: 0, stderr: '' }),
    (error) => error,
  )
  assert.equal(code, 1, stderr)
  assert.match(stderr, sentence)
  assert.equal(stderr.trim().split('\n').length, 1, stderr)
  assert.ok(!existsSync(out))
}

/** Numbers as they lie in memory. */
export async function floats(path) {
  const bytes = await readFile(path)
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}
