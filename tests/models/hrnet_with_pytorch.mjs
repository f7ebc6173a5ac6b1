// HRNet of the true widths and sizes, with random weights: our graph against PyTorch.
//
//     apt-get install --no-install-recommends python3-torch
//     node tests/models/hrnet_with_pytorch.mjs
//
// Takes some minutes and 4 GiB of memory. ./test does the same with narrow networks and without PyTorch (hrnet.test.mjs).

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { TOLERANCE, floats, runPython } from './conversion.mjs'
import { compare, loadConverted } from './networks.mjs'

const SIZES = ['256x192', '384x288']
const BATCHES = [1, 8]

for (const width of [32, 48]) {
  test(`HRNet-W${width}`, async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'trainingzip-hrnet-'))
    context.after(() => rmSync(folder, { recursive: true }))
    const cases = SIZES.flatMap((size) => BATCHES.map((batch) => `${size}:${batch}`))
    await runPython('tests/models/hrnet_in_pytorch.py', [String(width), folder, ...cases])
    for (const size of SIZES) {
      const paths = []
      for (const names of ['mmpose', 'authors']) {
        paths.push(join(folder, `${names}.onnx`))
        await runPython('tools/convert/hrnet_to_onnx.py', [`--size=${size}`, join(folder, `${names}.pth`), paths.at(-1)])
      }
      const [path, other] = await Promise.all(paths.map((file) => readFile(file)))
      assert.ok(path.equals(other), 'both checkpoints give the same graph')
      const network = await loadConverted(paths[0])
      const [height, across] = size.split('x').map(Number)
      for (const batch of BATCHES) {
        const image = await floats(join(folder, `${size}_${batch}.image`))
        const expected = await floats(join(folder, `${size}_${batch}.heatmaps`))
        const { heatmaps } = await network.run(image, [batch, 3, height, across])
        assert.deepEqual([...heatmaps.shape], [batch, 17, height / 4, across / 4])
        const { difference, range } = compare(expected, heatmaps.values)
        context.diagnostic(`${size}, ${batch} at once: largest difference ${(difference / range).toExponential(1)} of the range`)
        assert.ok(difference <= TOLERANCE * range)
      }
    }
  })
}
