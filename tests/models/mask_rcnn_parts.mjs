// Compares the parts of a Mask R-CNN that we made of its checkpoint with what a Python program computed.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { TOLERANCE, floats, runPython } from './conversion.mjs'
import { compare, loadConverted } from './networks.mjs'

const PROGRAM = 'tools/convert/mask_rcnn_to_onnx.py'

/** The largest difference of each output as a part of its range. folder: what the program has written. */
export async function assertParts(folder) {
  const { shapes } = JSON.parse(await readFile(join(folder, 'shapes.json'), 'utf8'))
  const cases = Object.keys(shapes).filter((name) => name.endsWith('.image'))
  /** @type {Record<string, number>} */
  const differences = {}
  for (const [part, inputs] of Object.entries({ backbone_rpn: cases, box_head: ['box.regions'], mask_head: ['mask.regions'] })) {
    const paths = []
    for (const names of ['new', 'older']) {
      paths.push(join(folder, `${part}_${names}.onnx`))
      await runPython(PROGRAM, [`--part=${part}`, join(folder, `${names}.pth`), paths.at(-1)])
    }
    const [one, other] = await Promise.all(paths.map((path) => readFile(path)))
    assert.ok(one.equals(other), `${part}: both checkpoints give the same graph`)
    const network = await loadConverted(paths[0])
    for (const input of inputs) {
      const results = await network.run(await floats(join(folder, input)), shapes[input])
      const prefix = input.slice(0, input.lastIndexOf('.') + 1)
      const expected = Object.keys(shapes).filter((name) => name.startsWith(prefix) && name !== input)
      assert.deepEqual(Object.keys(results).sort(), expected.map((name) => name.slice(prefix.length)).sort())
      for (const name of expected) {
        const { values, shape } = results[name.slice(prefix.length)]
        assert.deepEqual([...shape], shapes[name], name)
        const { difference, range } = compare(await floats(join(folder, name)), values)
        assert.ok(range > 1e-3, `${name} is flat: ${range}`)
        assert.ok(difference <= TOLERANCE * range, `${name}: ${difference} of ${range}`)
        differences[name] = difference / range
      }
    }
  }
  return differences
}

/** The text file with the anchors. */
export async function anchors(folder) {
  const path = join(folder, 'made_anchors.txt')
  await runPython(PROGRAM, ['--part=anchors', join(folder, 'new.pth'), path])
  return readFile(path, 'utf8')
}
