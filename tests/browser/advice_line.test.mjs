// The room's large line: whatever it says is shown whole, on every form of the window, and the stage stays as it is.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launch, openPage } from './support/chromium.mjs'
import { makeClips } from './support/clips.mjs'
import { startServiceWithTraining } from './support/ready_training.mjs'
import { inPhase, loadingMilliseconds } from './support/room.mjs'
import { runnerImport } from '../../web/node_modules/vite/dist/node/index.js'

const languages = [
  { locale: 'ko-KR', file: 'korean', name: 'korean' },
  { locale: 'en-GB', file: 'english', name: 'english' },
]
const forms = [
  [390, 844],
  [844, 390],
  [640, 360],
  [1024, 768],
  [1280, 800],
  [1366, 657],
  [1440, 900],
  [1920, 1080],
]

let service
let clips
let browser
let training

before(async () => {
  service = await startServiceWithTraining()
  training = service.training
  clips = makeClips()
  browser = await launch({ camera: clips.still })
})
after(async () => {
  await browser?.close()
  clips?.remove()
  await service?.stop()
})

async function wordsOf({ file, name }) {
  const path = fileURLToPath(new URL(`../../web/src/i18n/${file}.ts`, import.meta.url))
  const { module } = await runnerImport(path, { configFile: false, logLevel: 'error' })
  return module[name].practice
}

/** All that the line may say: the large words, those beside them, and whether a button stands there too. */
function sayings(practice) {
  const limbs = Object.values(practice.limb)
  const large = [
    practice.paused,
    practice.outOfFrame,
    ...Object.values(practice.advice),
    ...[practice.watchLimb, practice.raiseLimb, practice.lowerLimb].flatMap((say) => limbs.map((limb) => say(limb))),
  ]
  const beside = [practice.late('0.9'), practice.early('0.9')].map((timing) => `${timing} · ${practice.repetitions(188)}`)
  const before = [practice.stepBack, practice.holdStill, ...Object.values(practice.advice)]
  return [
    ...large.flatMap((main) =>
      ['', ...beside].map((lag) => ({
        main,
        lag,
        button: main === practice.advice.turn_mirror ? practice.turnMirror : '',
      })),
    ),
    ...before.map((lag) => ({ main: practice.getInFrame, lag, button: '' })),
  ]
}

/** Says them one after the other; gives those that are not shown whole. */
function clipped(page, all) {
  return page.evaluate(async (all) => {
    const [line, advice, main, lag] = ['.room-cue', '.room-advice', '.advice-main', '.advice-lag'].map((name) =>
      document.querySelector(name),
    )
    const stage = document.querySelector('.room-stage')
    const bar = document.querySelector('.room-bar')
    const { height } = stage.getBoundingClientRect()
    const before = { main: main.textContent, lag: lag.textContent }
    const faults = []
    // Letters are a little higher than the distance of two lines.
    const inkOverLine = 0.06
    for (const saying of all) {
      main.textContent = saying.main
      lag.textContent = saying.lag
      const button = document.createElement('button')
      button.className = 'button button-room'
      button.textContent = saying.button
      if (saying.button) main.after(button)
      await Promise.resolve()
      const [outer, inner, above, below] = [line, advice, stage, bar].map((element) => element.getBoundingClientRect())
      const size = parseFloat(getComputedStyle(main).fontSize)
      const isOverStage = line.clientHeight === 0
      const top = isOverStage ? above.top : outer.top
      const isCut =
        inner.top < top - 1 ||
        inner.bottom > below.top + 1 ||
        [advice, main, lag].some(
          ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
            scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + inkOverLine * size,
        ) ||
        (!isOverStage && line.scrollHeight > line.clientHeight)
      const isSmall = size < 13
      if (isCut || isSmall || above.height !== height) faults.push({ ...saying, isCut, isSmall, jump: above.height - height })
      button.remove()
    }
    main.textContent = before.main
    lag.textContent = before.lag
    return faults
  }, all)
}

for (const language of languages) {
  test(`whatever it says is shown whole: ${language.name}`, async () => {
    const practice = await wordsOf(language)
    const page = await openPage(browser, { address: service.address, locale: language.locale })
    await page.goto(training)
    await page.getByRole('button', { name: practice.open }).click()
    await inPhase(page, 'running', loadingMilliseconds)
    await page.keyboard.press('k')
    await inPhase(page, 'paused')
    const all = sayings(practice)
    assert.ok(all.length > 100)
    const faults = {}
    for (const hasSettings of [false, true]) {
      if (hasSettings) await page.getByRole('button', { name: practice.settings, exact: true }).click()
      for (const [width, height] of forms) {
        await page.setViewportSize({ width, height })
        await page.waitForTimeout(300)
        const found = await clipped(page, all)
        if (found.length > 0) faults[`${width} × ${height}${hasSettings ? ' with settings' : ''}`] = found
      }
    }
    assert.deepEqual(faults, {})
    await page.context().close()
  })
}
