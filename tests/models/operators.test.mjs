// The operators for which tools/convert/tfjs_to_onnx.py has rules, in small graphs, against TensorFlow.js.

import { test } from 'node:test'

import { assertGraph } from './conversion.mjs'
import { SmallGraph, numbers, text } from './small_graph.mjs'

for (const [height, width] of /** @type {any[][]} */ ([
  [8, 8],
  [7, 10],
  [9, 5],
])) {
  test(`convolutions and pooling of ${height} x ${width}, padded to the same size`, async () => {
    const graph = new SmallGraph(height, width)
    const nodes = [
      graph.convolution('plain', 'picture', [3, 3, 3, 4]),
      graph.convolution('strided', 'picture', [3, 3, 3, 4], { stride: 2, activation: 'Relu' }),
      graph.convolution('wide', 'picture', [5, 5, 3, 2], { stride: 2, activation: 'Relu6' }),
      graph.convolution('even', 'picture', [2, 2, 3, 2], { stride: 1 }),
      graph.convolution('dilated', 'picture', [3, 3, 3, 2], { dilation: 2 }),
      graph.convolution('unpadded', 'picture', [3, 3, 3, 2], { stride: 2, padding: 'VALID' }),
      graph.convolution('depthwise', 'picture', [3, 3, 3, 1], { stride: 2, depthwise: true }),
      graph.convolution('multiplied', 'picture', [3, 3, 3, 2], { depthwise: true }),
      graph.operator('largest', 'MaxPool', ['picture'], {
        ksize: numbers([1, 3, 3, 1]),
        strides: numbers([1, 2, 2, 1]),
        padding: text('SAME'),
        data_format: text('NHWC'),
      }),
    ]
    await assertGraph(`padded_${height}_${width}`, height, width, graph, nodes)
  })
}

test('bilinear enlarging and reducing, each way of laying the grids', async () => {
  const graph = new SmallGraph(6, 4)
  const nodes = []
  for (const [align_corners, half_pixel_centers] of [
    [false, true],
    [true, false],
    [false, false],
  ]) {
    for (const size of [
      [12, 8],
      [3, 2],
      [9, 11],
    ]) {
      const name = `resized_${nodes.length}`
      nodes.push(
        graph.operator(name, 'ResizeBilinear', ['picture', graph.integers(`${name}_size`, [2], size)], {
          align_corners: { b: align_corners },
          half_pixel_centers: { b: half_pixel_centers },
        }),
      )
    }
  }
  await assertGraph('resized', 6, 4, graph, nodes)
})

test('a picture of free size, from which the graph computes others', async () => {
  const graph = new SmallGraph(-1, -1)
  graph.convolution('half', 'picture', [3, 3, 3, 2], { stride: 2 })
  graph.operator('sizes', 'Shape', ['half'])
  const bounds = [[1], [3], [1]].map((bound, index) => graph.integers(`bound_${index}`, [1], bound))
  graph.operator('size', 'StridedSlice', ['sizes', ...bounds], {
    begin_mask: { i: '0' },
    end_mask: { i: '0' },
  })
  graph.operator('tripled', 'Mul', ['size', graph.integers('three', [2], [3, 3])])
  const grids = { align_corners: { b: false }, half_pixel_centers: { b: true } }
  const node = graph.operator('resized', 'ResizeBilinear', ['half', 'tripled'], grids)
  await assertGraph('free', 10, 10, graph, [node], ['--size=10'])
})

test('padding of its own before a convolution and before pooling, whatever it is filled with', async () => {
  const graph = new SmallGraph(6, 5)
  const widths = graph.integers('widths', [4, 2], [0, 0, 1, 2, 0, 1, 0, 0])
  const pooled = {
    ksize: numbers([1, 3, 3, 1]),
    strides: numbers([1, 2, 2, 1]),
    padding: text('VALID'),
    data_format: text('NHWC'),
  }
  const nodes = []
  for (const [name, fill] of Object.entries({ zero: 0, one: 1, lowest: -Infinity })) {
    const padded = `padded_with_${name}`
    graph.operator(padded, 'PadV2', ['picture', widths, graph.constant(`${name}_fill`, [], 'float32', [fill])])
    nodes.push(graph.operator(`largest_with_${name}`, 'MaxPool', [padded], pooled))
    if (fill === -Infinity) continue
    nodes.push(graph.convolution(`convolved_with_${name}`, padded, [3, 3, 3, 2], { padding: 'VALID' }))
  }
  await assertGraph('with_padding', 6, 5, graph, nodes)
})

test('maps that are added, joined, split and seen in another order', async () => {
  const graph = new SmallGraph(6, 6)
  const one = graph.convolution('one', 'picture', [1, 1, 3, 6])
  const other = graph.convolution('other', 'picture', [3, 3, 3, 6])
  const axis = graph.integers('axis', [], [3])
  graph.operator('parts', 'SplitV', [one, graph.integers('sizes', [2], [2, 4]), axis], {
    num_split: { i: '2' },
  })
  graph.operator('planes', 'Transpose', [one, graph.integers('to_planes', [4], [0, 3, 1, 2])])
  graph.operator('leaky', 'LeakyRelu', ['planes'], { alpha: { f: 0.25 } })
  const nodes = [
    graph.operator('sum', 'AddV2', [one, other]),
    graph.operator('joined', 'ConcatV2', [one, 'picture', axis], { N: { i: '2' } }),
    graph.operator('second', 'Sigmoid', ['parts:1']),
    graph.operator('back', 'Transpose', ['leaky', graph.integers('to_pixels', [4], [0, 2, 3, 1])]),
  ]
  await assertGraph('arranged', 6, 6, graph, nodes)
})
