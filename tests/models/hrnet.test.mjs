// HRNet out of checkpoints of PyTorch, narrow and with random weights, against the same network computed with numpy. The true
// widths against PyTorch itself: hrnet_with_pytorch.mjs.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'

import { assertRefused, floats, folder, runPython, TOLERANCE } from './conversion.mjs'
import { compare, loadConverted } from './networks.mjs'

const WIDTH = 4
const SIZES = ['64x32', '32x96']
const PROGRAM = 'tools/convert/hrnet_to_onnx.py'

before(() =>
  runPython('tests/models/narrow_hrnet.py', [String(WIDTH), folder, ...SIZES.flatMap((size) => [`${size}:1`, `${size}:3`])]),
)

for (const size of SIZES) {
  test(`its heat maps for pictures of ${size}, one and several at once`, async () => {
    const paths = []
    for (const names of ['mmpose', 'authors']) {
      paths.push(join(folder, `${names}_${size}.onnx`))
      await runPython(PROGRAM, [`--size=${size}`, join(folder, `${names}.pth`), paths.at(-1)])
    }
    const [path, other] = await Promise.all(paths.map((file) => readFile(file)))
    assert.ok(path.equals(other), 'both checkpoints give the same graph')
    const network = await loadConverted(paths[0])
    const [height, across] = size.split('x').map(Number)
    for (const batch of [1, 3]) {
      const expected = await floats(join(folder, `${size}_${batch}.heatmaps`))
      const { heatmaps } = await network.run(await floats(join(folder, `${size}_${batch}.image`)), [batch, 3, height, across])
      assert.deepEqual([...heatmaps.shape], [batch, 17, height / 4, across / 4])
      const { difference, range } = compare(expected, heatmaps.values)
      assert.ok(range > 0.1, `the heat maps are flat: ${range}`)
      assert.ok(difference <= TOLERANCE * range, `${difference} of ${range}`)
    }
  })
}

for (const [name, sentence] of Object.entries({
  missing: /has no stage3\.2\.fuse_layers\.1\.2\.0\.weight: it is not an HRNet/,
  left_over: /has 1 tensors that an HRNet of this form has not, as stage4\.2\.fuse_layers\.1\.0\.0\.0\.weight$/m,
  another_shape: /stage2\.0\.branches\.0\.0\.conv1\.weight has the shape \[4, 3, 3, 3\] where \[4, 4, 3, 3\] was expected/,
  another_rank: /conv1\.weight has the shape \[3, 3, 3\]; 4 sizes were expected/,
  not_finite: /numbers that are not finite/,
  negative_variance: /bn1\.running_var has numbers that are no variance/,
  no_hrnet: /has no transition1\.0\.0\.weight/,
})) {
  test(`a checkpoint with something wrong is refused: ${name}`, () =>
    assertRefused('hrnet_to_onnx.py', ['--size=64x32', join(folder, 'wrong', `${name}.pth`)], sentence))
}

test('a size that the strides do not divide is refused', async () => {
  const attempt = runPython(PROGRAM, ['--size=250x192', join(folder, 'mmpose.pth'), join(folder, 'none.onnx')])
  await assert.rejects(attempt, /250x192 is not of multiples of 32/)
})
