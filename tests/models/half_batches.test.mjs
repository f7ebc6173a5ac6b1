// Networks in half precision for several pictures at once, beside the ones that they are made of.

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { folder, root, runPython } from './conversion.mjs'
import { drawnPicture, loadConverted, toPlanes } from './networks.mjs'

const models = process.env.TRAININGZIP_MODELS ?? join(root, '.deps/models')
// Of the length of all numbers together: half precision keeps eleven bits, and errors of single numbers add up.
const HALF_TOLERANCE = 2e-2
const NETWORKS = [
  { path: 'rtmdet_nano/rtmdet-nano.onnx', height: 320, width: 320 },
  { path: 'pp_tinypose_256x192/model_fp32_folded.onnx', height: 256, width: 192 },
  { path: 'maskrcnn2go/onnx/fp32_backbone.onnx', height: 96, width: 128 },
]

/** Three pictures that differ, as planes one after another. */
function pictures(height, width) {
  const side = Math.max(height, width)
  const drawn = drawnPicture(side)
  const cut = new Float32Array(height * width * 3)
  for (let y = 0; y < height; ++y) cut.set(drawn.subarray(y * side * 3, (y * side + width) * 3), y * width * 3)
  const planes = toPlanes(cut, 3)
  return [planes, planes.map((sample) => 1 - sample), planes.map((sample) => sample * sample)]
}

for (const { path, height, width } of NETWORKS) {
  const source = join(models, path)
  test(`${path}: three pictures at once as one by one`, { skip: !existsSync(source) && `${source} is not there` }, async () => {
    const target = join(folder, path.replaceAll('/', '_'))
    await runPython('tools/convert/to_half_batches.py', [source, target])
    const [single, batched] = [await loadConverted(source), await loadConverted(target)]
    const given = pictures(height, width)
    const together = Float32Array.from(given.flatMap((planes) => [...planes]))
    const actual = await batched.run(together, [3, 3, height, width])
    for (const [index, planes] of given.entries()) {
      for (const [name, expected] of Object.entries(await single.run(planes, [1, 3, height, width]))) {
        const size = expected.values.length
        assert.deepEqual([...actual[name].shape], [3, ...expected.shape.slice(1)])
        const length = Math.hypot(...expected.values)
        const part = actual[name].values.subarray(index * size, (index + 1) * size)
        const difference = Math.hypot(...expected.values.map((value, position) => value - part[position]))
        assert.ok(length > 0, `${name} is empty`)
        assert.ok(difference <= HALF_TOLERANCE * length, `${name} of picture ${index} differs by ${difference} of ${length}`)
      }
    }
  })
}

test('a network of which it is not known whether pictures of a batch stay apart is refused', async () => {
  const source = join(models, 'nanodet/nanodet.onnx')
  if (!existsSync(source)) return
  await assert.rejects(
    runPython('tools/convert/to_half_batches.py', [source, join(folder, 'refused.onnx')]),
    /it is not known whether .* treats each picture of a batch by itself/,
  )
  assert.ok(!existsSync(join(folder, 'refused.onnx')))
})
