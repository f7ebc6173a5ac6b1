// What the converters do with models that are damaged: they convert them or refuse them with a sentence.

import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

import { assertGraph, assertRefused, folder, missing, runPython, sources } from './conversion.mjs'
import { SmallGraph, numbers, text } from './small_graph.mjs'

/** A graph with most of the operators there are rules for, and the node at its end. */
function graphOfMostOperators() {
  const graph = new SmallGraph(8, 8)
  graph.operator('padded', 'Pad', ['picture', graph.integers('widths', [4, 2], [0, 0, 1, 1, 1, 1, 0, 0])])
  graph.convolution('first', 'padded', [3, 3, 3, 4], { stride: 2, padding: 'VALID', activation: 'Relu6' })
  graph.operator('largest', 'MaxPool', ['first'], {
    ksize: numbers([1, 3, 3, 1]),
    strides: numbers([1, 1, 1, 1]),
    padding: text('SAME'),
    data_format: text('NHWC'),
  })
  graph.convolution('depthwise', 'largest', [3, 3, 4, 1], { depthwise: true })
  graph.operator('resized', 'ResizeBilinear', ['depthwise', graph.integers('size', [2], [8, 8])], {
    align_corners: { b: false },
    half_pixel_centers: { b: true },
  })
  graph.operator('planes', 'Transpose', ['resized', graph.integers('to_planes', [4], [0, 3, 1, 2])])
  graph.operator('leaky', 'LeakyRelu', ['planes'], { alpha: { f: 0.1 } })
  graph.operator('pixels', 'Transpose', ['leaky', graph.integers('to_pixels', [4], [0, 2, 3, 1])])
  const axis = graph.integers('axis', [], [3])
  graph.operator('joined', 'ConcatV2', ['pixels', 'picture', axis], { N: { i: '2' } })
  graph.operator('parts', 'SplitV', ['joined', graph.integers('sizes', [2], [3, 4]), axis], {
    num_split: { i: '2' },
  })
  graph.operator('sum', 'AddV2', ['parts:1', 'pixels'])
  return { graph, end: graph.operator('end', 'Sigmoid', ['sum']) }
}

async function assertDamaged(...parameters) {
  const { stdout } = await runPython('tests/models/damaged_models.py', parameters)
  assert.match(stdout, /^[1-9]\d* converted, [1-9]\d* refused$/m)
}

test('a graph in which something is missing, cut off or changed is converted or refused', async () => {
  const { graph, end } = graphOfMostOperators()
  await assertGraph('most', 8, 8, graph, [end])
  const files = [join(folder, 'most.json'), join(folder, 'most.bin')]
  await assertDamaged(...files, end)
  await assertRefused('tfjs_to_onnx.py', ['--output=out=nowhere', ...files], /^tfjs_to_onnx: the graph has no node nowhere$/m)
  await assertRefused(
    'tfjs_to_onnx.py',
    [`--output=out=${end}[3:9]`, ...files],
    /^tfjs_to_onnx: .*4 channels have no range 3 to 9$/m,
  )
  await assertRefused('tfjs_to_onnx.py', [`--output=out=${end}`, files[1], files[0]], /^tfjs_to_onnx: the description is not/m)
  await assertRefused('tfjs_to_onnx.py', [`--output=out=${end}`, join(folder, 'none.json'), files[1]], /No such file/m)
})

test('a file that is no model of TensorFlow Lite is refused', async () => {
  const file = join(folder, 'not.tflite')
  await writeFile(file, '\x14\0\0\0TFL3')
  await assertRefused('tflite_to_onnx.py', [file], /^tflite_to_onnx: 4 bytes at 20 are not in a file of 8$/m)
  await writeFile(file, 'PK\x03\x04, and so on')
  await assertRefused('tflite_to_onnx.py', [file], /^tflite_to_onnx: the file does not begin as TFL3 does$/m)
})

const model = 'selfie_segmentation.tflite'
test('a damaged model of TensorFlow Lite is converted or refused', { skip: missing(model) }, async () => {
  await assertDamaged(join(sources, model), 'activation_10')
})
