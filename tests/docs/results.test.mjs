// How ./test counts: what the runners write becomes numbers, names of failures and reasons of what was skipped.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'trainingzip-results-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function counted(xml) {
  const [file, reasons] = ['results.xml', 'results.skipped'].map((name) => join(folder, name))
  writeFileSync(file, xml)
  const { stdout, stderr } = spawnSync('/usr/bin/python3', [join(root, 'scripts/test_results.py'), file, reasons], {
    encoding: 'utf8',
  })
  const failed = [...stderr.matchAll(/failed: (.*)/g)].map(([, name]) => name)
  return { counts: stdout.trim(), failed, reasons: readFileSync(reasons, 'utf8').split('\n').slice(0, -1) }
}

test('CTest: what GoogleTest skipped tells why, and what could not be started has failed', () => {
  const output =
    'Running main()\n[ RUN      ] Pose.Dance\n../../libs/pose_test.cpp:46: Skipped\nneeds the recorded media dance\n[  SKIPPED ] Pose.Dance (0 ms)\n'
  const result = counted(`<testsuite>
    <testcase name="Pose.Works" status="run"><system-out>[       OK ]</system-out></testcase>
    <testcase name="Pose.Dance" status="notrun"><skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/><system-out>${output}</system-out></testcase>
    <testcase name="Pose.Breaks" status="fail"><failure message="Failed"/></testcase>
    <testcase name="shape_test_NOT_BUILT" status="notrun"><skipped message="Unable to find executable: shape_test_NOT_BUILT"/></testcase>
    <testcase name="Pose.Off" status="disabled"/>
  </testsuite>`)
  assert.deepEqual(result, {
    counts: '1 2 2',
    failed: ['Pose.Breaks', 'shape_test_NOT_BUILT'],
    reasons: ['needs the recorded media dance', 'no reason given'],
  })
})

test('Node.js and Vitest', () => {
  const result = counted(`<testsuites><testcase name="a"><skipped type="skipped" message="needs&#10; the moon"/></testcase>
    <testsuite><testcase name="b"/><testcase name="c"><failure/></testcase><testcase name="d"><skipped/></testcase></testsuite></testsuites>`)
  assert.deepEqual(result, { counts: '1 1 2', failed: ['c'], reasons: ['needs the moon', 'no reason given'] })
})

test('the colours of a terminal in a message, which XML cannot hold, cost no case', () => {
  const result = counted(
    `<testsuites><testcase name="a"/><testcase name="b"><failure message="\x1b[2m waiting\x1b[22m"/></testcase></testsuites>`,
  )
  assert.deepEqual(result, { counts: '1 1 0', failed: ['b'], reasons: [] })
})

test('no results at all are a failure', () => {
  for (const xml of ['', '<testsuites>', '<testsuites/>']) assert.equal(counted(xml).counts, '0 1 0', xml)
})

/** What ./test prints at its end after these lines of shell, which stand for its stages. */
function ending(stages) {
  const script = `ROOT='${root}' DEPS='${folder}' NODE='${process.execPath}'
    source "$ROOT/scripts/common.sh"; source "$ROOT/scripts/test_media.sh"; source "$ROOT/scripts/stages.sh"
    DEPS='${folder}' RESULTS='${folder}/results'; rm -rf "$RESULTS"; mkdir "$RESULTS"
    ${stages}
    finish`
  const { stdout, status } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    env: { ...process.env, TRAININGZIP_TEST_MEDIA: join(folder, 'nothing') },
  })
  return {
    lines: stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^\[ *\d+s\] /, '')),
    status,
  }
}

test('the end tells media, models, the reasons with their counts, and last the sums', () => {
  const skip = (reason) => `check "${reason}" skip "${reason}"`
  const stages = `skip() { SKIP_REASON="$1"; return "$SKIPPED"; }
    stage_one() { begin_checks one; check yes true; ${skip('no compiler')}; ${skip('no photographs')}; end_checks; }
    stage_two() { begin_checks two; check yes true; ${skip('no photographs')}; end_checks; }
    stage one; stage two`
  const { lines, status } = ending(stages)
  assert.equal(status, 0)
  assert.deepEqual(lines.slice(-6), [
    'all stages done',
    `test media: drawn figures (no recordings in ${join(folder, 'nothing')})`,
    `test models: ${join(folder, 'models')}`,
    '  2 skipped: no photographs',
    '  1 skipped: no compiler',
    '2 passed, 0 failed, 3 skipped',
  ])
})

test('the models are those that were prepared', () => {
  const models = join(folder, 'models')
  mkdirSync(models)
  const told = (state) => {
    writeFileSync(join(models, 'state.json'), JSON.stringify(state))
    return ending('stage_one() { begin_checks one; check yes true; end_checks; }; stage one').lines.find((line) =>
      line.startsWith('test models'),
    )
  }
  const missing = ['rtmdet_nano/a.onnx', 'maskrcnn2go/onnx/b.onnx', 'maskrcnn2go/onnx/c.onnx'].map((path) => ({
    path,
    reasons: [],
  }))
  assert.equal(told({ missing: [], standIn: false, lookedIn: [] }), `test models: real networks in ${models}`)
  assert.equal(
    told({ missing, standIn: true, lookedIn: [] }),
    'test models: stand-in networks, less exact (missing: maskrcnn2go, rtmdet_nano)',
  )
  assert.equal(told({ missing, standIn: false, lookedIn: [] }), 'test models: none whole (missing: maskrcnn2go, rtmdet_nano)')
})

test('a failure, a stage that did not count, or nothing at all end with another status', () => {
  const failing = ending('stage_one() { begin_checks one; check no false; end_checks; }; stage one')
  assert.deepEqual([failing.lines.at(-1), failing.status], ['0 passed, 1 failed, 0 skipped', 1])
  const lost = ending(
    'stage_one() { return 1; }; stage one; stage_two() { begin_checks two; check yes true; end_checks; }; stage two',
  )
  assert.deepEqual([lost.lines.at(-1), lost.status], ['1 passed, 1 failed, 0 skipped', 1])
})
