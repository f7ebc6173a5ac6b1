// The networks that we convert, against the originals in TensorFlow.js.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

import { TOLERANCE, assertSame, convert, convertGraph, missing, root, sources } from './conversion.mjs'
import { decodeSinglePose } from './movenet_decoding.mjs'
import { compare, drawnPicture, loadConverted, loadOriginal, toPlanes } from './networks.mjs'

// What MoveNet multiplies samples of 0..255 by: 1 / 127.5, which the package rounds to a half.
const MOVENET_SCALE = 0.007843017578125
const SINGLE = 'StatefulPartitionedCall'
const MOVENET_NODES = {
  center: `${SINGLE}/Sigmoid_1`,
  regression: `${SINGLE}/kpt_regress_0/conv2d_6/BiasAdd`,
  heatmaps: `${SINGLE}/Sigmoid`,
  offsets: `${SINGLE}/kpt_offset_0/conv2d_7/BiasAdd`,
}

/** That models/manifest.toml, where it names this source, makes the same file of it: by the same options. */
async function assertInManifest(source, path) {
  const entries = (await readFile(join(root, 'models/manifest.toml'), 'utf8')).split('[[file]]')
  const entry = entries.find((one) => one.includes('_to_onnx.py') && one.includes(`${source}"`))
  const sum = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  assert.ok(entry?.includes(sum), `the sha256 of the file made of ${source} is ${sum}`)
}

for (const [name, size] of /** @type {any[][]} */ ([
  ['movenet-thunder', 256],
  ['movenet-lightning', 192],
])) {
  test(`${name}: its heads, and its points from them`, { skip: missing(`${name}.json`, `${name}.bin`) }, async () => {
    const samples = Int32Array.from(drawnPicture(size), (sample) => Math.round(sample * 255))
    const original = await loadOriginal(sources, name)
    const names = Object.keys(MOVENET_NODES)
    const nodes = [...Object.values(MOVENET_NODES), 'Identity']
    const expected = original.run(samples, [1, size, size, 3], 'int32', nodes)
    const outputs = names.map((head) => `--output=${head}=${MOVENET_NODES[head]}`)
    const path = await convertGraph(name, [`--input=${SINGLE}/sub_1`, ...outputs], sources)
    const converted = await loadConverted(path)
    const scaled = toPlanes(
      Float32Array.from(samples, (sample) => sample * MOVENET_SCALE - 1),
      3,
    )
    const actual = await converted.run(scaled, [1, 3, size, size])
    assertSame(names, expected, actual)
    const { difference } = compare(expected.at(-1).values, decodeSinglePose(/** @type {any} */ (actual)))
    assert.ok(difference <= TOLERANCE, `the points differ by ${difference}`)
    await assertInManifest(`${name}.json`, path)
  })
}

test('nanodet: the class person and the distances', { skip: missing('nanodet.json', 'nanodet.bin') }, async () => {
  const size = 416
  const call = 'PartitionedCall'
  const levels = [
    ['8', 154, 99, 'Identity', 'Identity_3'],
    ['16', 165, 105, 'Identity_1', 'Identity_4'],
    ['32', 176, 111, 'Identity_2', 'Identity_5'],
  ]
  const planes = toPlanes(
    Float32Array.from(drawnPicture(size), (sample) => (sample - 0.45) / 0.225),
    3,
  )
  const original = await loadOriginal(sources, 'nanodet')
  const results = original.run(
    planes,
    [1, 3, size, size],
    'float32',
    levels.flatMap((level) => level.slice(3)),
  )
  const options = levels.flatMap(([stride, scores, distances]) => [
    `--output=scores_${stride}=${call}/onnx_tf_prefix_Sigmoid_${scores}[0:1]`,
    `--output=distances_${stride}=${call}/transpose_${distances}[80:124]`,
  ])
  const path = await convertGraph('nanodet', options, sources)
  const converted = await loadConverted(path)
  const actual = await converted.run(planes, [1, 3, size, size])
  levels.forEach(([stride], index) => {
    const [scores, distances] = results.slice(2 * index, 2 * index + 2)
    const side = size / Number(stride)
    const person = scores.values.filter((_, position) => position % 80 === 0)
    const expected = [
      { values: person, shape: [side, side, 1] },
      { values: distances.values, shape: [side, side, 44] },
    ]
    assertSame([`scores_${stride}`, `distances_${stride}`], expected, actual)
  })

  const boxes = await convertGraph(
    'nanodet',
    levels.map(([stride, , distances]) => `--boxes=boxes_${stride}=${call}/transpose_${distances}:80:${stride}`),
    sources,
  )
  const asBoxes = await (await loadConverted(boxes)).run(planes, [1, 3, size, size])
  levels.forEach(([stride], index) => {
    const [scores, distances] = results.slice(2 * index, 2 * index + 2)
    const side = size / Number(stride)
    const expected = { values: boxRows(scores.values, distances.values, Number(stride)), shape: [side, side, 5] }
    const found = asBoxes[`boxes_${stride}`]
    const probabilities = [...found.values].map((value, position) => (position % 5 === 0 ? 1 / (1 + Math.exp(-value)) : value))
    assert.deepEqual([...found.shape], [1, side, side, 5])
    const largest = Math.max(...expected.values.map((value, position) => Math.abs(value - probabilities[position])))
    assert.ok(largest < 1e-3, `boxes_${stride}: ${largest}`)
  })
  await assertInManifest('nanodet.json', boxes)
})

/** What our detector takes, with the probability in place of its logit: see tools/convert/distance_boxes.py. */
function boxRows(scores, distances, stride) {
  const rows = []
  for (let cell = 0; cell < scores.length / 80; ++cell) {
    rows.push(scores[80 * cell])
    for (let side = 0; side < 4; ++side) {
      const first = 44 * cell + 11 * side
      const powers = [...distances.slice(first, first + 11)].map(Math.exp)
      const sum = powers.reduce((a, b) => a + b)
      const distance = stride * powers.reduce((mean, power, bin) => mean + (bin * power) / sum, 0)
      rows.push(distance + (side < 2 ? -stride / 2 : stride / 2))
    }
  }
  return rows
}

const selfie = ['selfie.json', 'selfie.bin', 'selfie_segmentation.tflite']
test('selfie segmentation: the mask, of the same weights in both packages', { skip: missing(...selfie) }, async () => {
  const size = 256
  const picture = drawnPicture(size)
  const original = await loadOriginal(sources, 'selfie', [1 / 6])
  const expected = original.run(picture, [1, size, size, 3], 'float32', ['activation_10'])
  const model = join(sources, 'selfie_segmentation.tflite')
  const path = await convert('tflite_to_onnx.py', ['--output=mask=activation_10', model])
  const converted = await loadConverted(path)
  assertSame(['mask'], expected, await converted.run(toPlanes(picture, 3), [1, 3, size, size]))
  await assertInManifest('selfie_segmentation.tflite', path)
})
