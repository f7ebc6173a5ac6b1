// Runs a network in two ways: the original in TensorFlow.js, the converted one in ONNX Runtime Web.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const requireOfPage = createRequire(new URL('../../web/package.json', import.meta.url))

/** A picture with edges, colours and grain, the same every time: samples 0..1, RGB, rows of pixels (NHWC). */
export function drawnPicture(size) {
  const picture = new Float32Array(size * size * 3)
  let noise = 1
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0
      const grain = (noise / 2 ** 32 - 0.5) * 0.1
      const [u, v] = [x / size, y / size]
      const head = Math.hypot(u - 0.5, v - 0.2) < 0.08
      const body = Math.abs(u - 0.5) < 0.12 && v > 0.3 && v < 0.65
      const legs = Math.abs(Math.abs(u - 0.5) - 0.07) < 0.03 && v >= 0.65 && v < 0.95
      const colour = head ? [0.9, 0.7, 0.6] : body ? [0.1, 0.3, 0.8] : legs ? [0.2, 0.2, 0.2] : [u, 0.5 + 0.3 * v, 0.8 - 0.4 * u]
      for (let channel = 0; channel < 3; channel++) {
        picture[(y * size + x) * 3 + channel] = Math.min(Math.max(colour[channel] + grain, 0), 1)
      }
    }
  }
  return picture
}

/** Rows of pixels with `channels` samples each, as planes of one channel each. */
export function toPlanes(values, channels) {
  const pixels = values.length / channels
  const planes = new Float32Array(values.length)
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      planes[channel * pixels + pixel] = values[pixel * channels + channel]
    }
  }
  return planes
}

/** The value of a half by its bits; of normal numbers only. */
const halfValue = (bits) => (bits >> 15 ? -1 : 1) * 2 ** (((bits >> 10) & 31) - 15) * (1 + (bits & 1023) / 1024)

/**
 * A graph model; `run` takes samples in the shape that the graph wants, and gives values and shape of the nodes
 * named.
 * `exactly` lists constants of the architecture that the package has rounded to halves: they are put right.
 */
export async function loadOriginal(folder, name, exactly = []) {
  const tf = require('@tensorflow/tfjs-core')
  const { loadGraphModel } = require('@tensorflow/tfjs-converter')
  const wasm = require('@tensorflow/tfjs-backend-wasm')
  wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`)
  await tf.setBackend('wasm')
  const { modelTopology, weightsManifest, format, signature } = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8'))
  const weights = await readFile(join(folder, `${name}.bin`))
  const { weightSpecs, weightData } = putRight(
    weightsManifest.flatMap((group) => group.weights),
    weights,
    exactly,
  )
  const model = await loadGraphModel({
    load: async () => ({ modelTopology, weightSpecs, weightData, format, signature }),
  })
  return {
    run(samples, shape, type, nodes) {
      return tf.tidy(() => {
        const results = model.execute(tf.tensor(samples, shape, type), nodes)
        return [results].flat().map((tensor) => ({ values: tensor.dataSync(), shape: tensor.shape }))
      })
    },
  }
}

function putRight(specs, weights, exactly) {
  const parts = []
  let position = 0
  const weightSpecs = specs.map((spec) => {
    const isHalf = spec.quantization?.dtype === 'float16'
    const count = spec.shape.reduce((product, size) => product * size, 1)
    const bytes = weights.subarray(position, (position += count * (isHalf ? 2 : 4)))
    const isScalar = isHalf && spec.shape.length === 0
    const exact = isScalar && exactly.find((value) => Math.abs(halfValue(bytes.readUInt16LE()) / value - 1) < 1e-3)
    parts.push(exact ? Buffer.from(Float32Array.of(exact).buffer) : bytes)
    return exact ? { name: spec.name, shape: spec.shape, dtype: spec.dtype } : spec
  })
  const joined = Buffer.concat(parts)
  return {
    weightSpecs,
    weightData: joined.buffer.slice(joined.byteOffset, joined.byteOffset + joined.byteLength),
  }
}

/** An ONNX model with one input; `run` takes planes and gives values and shape of its outputs by name. */
export async function loadConverted(path) {
  const ort = requireOfPage('onnxruntime-web')
  ort.env.wasm.numThreads = 1
  const session = await ort.InferenceSession.create(await readFile(path))
  return {
    async run(planes, shape) {
      const results = await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', planes, shape) })
      return Object.fromEntries(
        Object.entries(results).map(([name, tensor]) => [name, { values: tensor.data, shape: tensor.dims }]),
      )
    },
  }
}

/** The largest difference between two lists of numbers, and the largest number of the first. */
export function compare(expected, actual) {
  let difference = expected.length === actual.length ? 0 : Infinity
  let range = 0
  for (let index = 0; index < expected.length; index++) {
    const one = Math.abs(expected[index] - actual[index])
    if (!(one <= difference)) difference = one
    range = Math.max(range, Math.abs(expected[index]))
  }
  return { difference, range }
}
