// Mask R-CNN of the true form with random weights: our graphs against torchvision.
//
//     apt-get install --no-install-recommends python3-torchvision
//     node tests/models/mask_rcnn_with_torchvision.mjs
//
// Takes some minutes and 4 GiB of memory. ./test does the same with a narrow network and without PyTorch (mask_rcnn.test.mjs).

import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { runPython } from './conversion.mjs'
import { anchors, assertParts } from './mask_rcnn_parts.mjs'

test('Mask R-CNN, ResNet-50 and a feature pyramid', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'trainingzip-mask-rcnn-'))
  context.after(() => rmSync(folder, { recursive: true }))
  await runPython('tests/models/mask_rcnn_in_torchvision.py', [folder, '256x320:1', '800x1088:1', '256x192:8'])
  const differences = await assertParts(folder)
  assert.equal(await anchors(folder), readFileSync(join(folder, 'anchors.txt'), 'utf8'))
  const largest = Math.max(...Object.values(differences))
  context.diagnostic(`${Object.keys(differences).length} outputs: largest difference ${largest.toExponential(1)} of the range`)
})
