// Mask R-CNN with a feature pyramid out of checkpoints of PyTorch, narrow and with random weights, against the same network computed
// with numpy. The true one against torchvision itself: mask_rcnn_with_torchvision.mjs.

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'

import { assertRefused, folder, runPython } from './conversion.mjs'
import { anchors, assertParts } from './mask_rcnn_parts.mjs'

before(() => runPython('tests/models/narrow_mask_rcnn.py', [folder, '64x96:1', '128x64:3']))

test('backbone, proposals, boxes and masks, of pictures of any size, one and several at once', async () => {
  const differences = await assertParts(folder)
  assert.equal(Object.keys(differences).length, 2 * (4 + 5 + 5) + 2 + 1)
})

test('the anchors are around the origin, three shapes of equal area for each level', async () => {
  const boxes = (await anchors(folder))
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number))
  assert.deepEqual(boxes.slice(0, 3), [
    [-23, -11, 23, 11],
    [-16, -16, 16, 16],
    [-11, -23, 11, 23],
  ])
  assert.equal(boxes.length, 15)
  assert.deepEqual(boxes[13], [-256, -256, 256, 256])
})

for (const [name, sentence] of Object.entries({
  missing: /has no backbone\.fpn\.inner_blocks\.2\.0\.bias: it is not a Mask R-CNN/,
  left_over: /has 1 tensors that a Mask R-CNN of this form has not, as backbone\.fpn\.inner_blocks\.4\.0\.bias$/m,
  another_shape: /layer1\.0\.conv2\.weight has the shape \[4, 3, 3, 3\] where \[4, 4, 3, 3\] was expected/,
  no_variance: /bn1\.running_var has numbers that are no variance/,
})) {
  test(`a checkpoint with something wrong is refused, whichever part is wanted: ${name}`, () =>
    assertRefused('mask_rcnn_to_onnx.py', ['--part=mask_head', join(folder, 'wrong', `${name}.pth`)], sentence))
}
