// Makes graph models of TensorFlow.js of a few operators each, with weights drawn from a fixed sequence.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Attributes of an operator: a text, and a list of ints. */
export const text = (value) => ({ s: Buffer.from(value).toString('base64') })
export const numbers = (values) => ({ list: { i: values.map(String) } })

export class SmallGraph {
  #nodes = []
  #weights = []
  #parts = []
  #seed = 1

  /** The picture, `height` x `width` x 3 in NHWC; -1 leaves a size free. */
  constructor(height, width) {
    const shape = { shape: { dim: [1, height, width, 3].map((size) => ({ size: String(size) })) } }
    this.#nodes.push({ name: 'picture', op: 'Placeholder', attr: { shape } })
  }

  /** Weights of -0.5 to 0.5. */
  floats(name, shape) {
    const values = Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () => {
      this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) >>> 0
      return this.#seed / 2 ** 32 - 0.5
    })
    return this.constant(name, shape, 'float32', values)
  }

  integers(name, shape, values) {
    return this.constant(name, shape, 'int32', values)
  }

  operator(name, op, input, attr = {}) {
    this.#nodes.push({ name, op, input, attr })
    return name
  }

  /** A convolution with a bias and perhaps "Relu" or "Relu6". */
  convolution(
    name,
    source,
    weights,
    { stride = 1, dilation = 1, padding = 'SAME', depthwise = false, activation = undefined } = {},
  ) {
    const channels = depthwise ? weights[2] * weights[3] : weights[3]
    return this.operator(
      name,
      depthwise ? 'FusedDepthwiseConv2dNative' : '_FusedConv2D',
      [source, this.floats(`${name}_weights`, weights), this.floats(`${name}_bias`, [channels])],
      {
        strides: numbers([1, stride, stride, 1]),
        dilations: numbers([1, dilation, dilation, 1]),
        padding: text(padding),
        data_format: text('NHWC'),
        fused_ops: { list: { s: ['BiasAdd', ...(activation ? [activation] : [])].map((op) => text(op).s) } },
        num_args: { i: '1' },
      },
    )
  }

  /** Writes NAME.json and NAME.bin. */
  async write(folder, name) {
    const model = {
      format: 'graph-model',
      modelTopology: { node: this.#nodes, versions: {} },
      weightsManifest: [{ paths: [`${name}.bin`], weights: this.#weights }],
    }
    await writeFile(join(folder, `${name}.json`), JSON.stringify(model))
    await writeFile(join(folder, `${name}.bin`), Buffer.concat(this.#parts))
  }

  /** values: as many as the shape holds; dtype: "float32" or "int32". */
  constant(name, shape, dtype, values) {
    this.#nodes.push({ name, op: 'Const', attr: {} })
    this.#weights.push({ name, shape, dtype })
    const stored = dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values)
    this.#parts.push(Buffer.from(stored.buffer))
    return name
  }
}
