// Checkpoints of PyTorch are read as data: what is more than tensors and plain containers is refused, and so is damage.

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { folder, runPython } from './conversion.mjs'

/** By what is wrong: how the sentence goes. */
const REFUSALS = {
  'os.system': /wants (posix|os)\.system, which is neither a tensor nor a plain container/,
  'os.system in the stream': /wants (posix|os)\.system/,
  'os.system before the stream': /wants (posix|os)\.system/,
  eval: /wants __builtin__\.eval/,
  'a module of its own': /wants plain_pickle\.read_pickle/,
  'an old-style instance': /the instruction INST/,
  'an object': /the instruction NEWOBJ/,
  'an extension': /the instruction EXT1/,
  'a call of a dictionary': /calls what is no function/,
  'attributes of a list': /no dict where it adds/,
  'a storage outside': /refers to something outside/,
  'a huge text': /expected 4611686018427387904 bytes/,
  'a huge memory': /ends with 0 values/,
  'no end': /before seeing STOP/,
  'nothing on the stack': /ends with 0 values/,
  'a dictionary in itself as a key': /a dict as a key/,
  'huge, of few numbers': /not inside its storage of 24 elements/,
  'a huge size': /not a number of elements/,
  'a huge storage': /shorter than the checkpoint says/,
  'beyond the end': /at 20 is not inside its storage/,
  'stepping beyond the end': /not inside its storage/,
  'before the start': /the start of a tensor that is not a number/,
  backwards: /a size or a stride that is not a number/,
  'nine sizes': /9 sizes/,
  'fewer strides': /2 sizes and 1 strides/,
  'a size that is a text': /a size or a stride that is not a number/,
  'a longer storage than there is': /shorter than the checkpoint says/,
  'two types': /has two types/,
  'a view beyond its storage': /a view of 5 elements at 20/,
  'no storage': /There is no item named/,
  'a key that is a path': /There is no item named/,
  packed: /is packed/,
  'two objects': /has 2 files data\.pkl/,
  'the other order of bytes': /another order of bytes/,
  'a zip of something else': /has 0 files data\.pkl/,
  'no tensors': /holds no tensors/,
  'something among the tensors': /has 'weight' where only tensors/,
  'cut in the middle': /not a zip file/,
  'cut at the end': /not a zip file/,
  'no checkpoint': /opcode b'<' unknown/,
  empty: /before seeing STOP/,
  'another stream': /does not begin as/,
  'another version': /another version/,
  'a stream of another machine': /another order of bytes/,
  'a stream with a huge storage': /ends within the storage/,
  'a stream with a negative storage': /ends within the storage/,
  'a stream that is cut': /ends within the storage/,
  'a stream without storages': /storage 0 cannot be read/,
}

test('checkpoints of both forms are read; hostile and damaged ones are refused and run nothing', async () => {
  const { stdout } = await runPython('tests/models/checkpoint_reading.py', [folder])
  const { hostile, damaged } = JSON.parse(stdout)
  for (const [name, sentence] of Object.entries(REFUSALS)) assert.match(hostile[name], sentence, name)
  assert.deepEqual(Object.keys(hostile).sort(), Object.keys(REFUSALS).sort())
  assert.ok(!existsSync(join(folder, 'MARKER')), 'something was run')
  assert.ok(damaged.read > 100 && damaged.refused > 1000, JSON.stringify(damaged))
})
