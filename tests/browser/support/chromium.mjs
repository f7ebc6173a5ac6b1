// Chromium without a screen and with a file as its camera.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const wholeBrowser = '/usr/bin/chromium'
// The same Chromium without windows and menus, for half of the processor's time.
const headlessShell = '/usr/bin/chromium-headless-shell'

/** What people use, or the shell where that does the same. */
const programFor = (needsWhole) =>
  process.env.TRAININGZIP_CHROMIUM ?? (needsWhole || !existsSync(headlessShell) ? wholeBrowser : headlessShell)

const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
]

/**
 * `camera`: a y4m file, which plays over and over from the first time a camera is asked for; 'denied': the
 * person refuses, which the headless shell does not know; 'none': there is no camera. `trusting`: our certificate is good for
 * a service worker too.
 */
export async function launch({ camera = 'none', trusting = false } = {}) {
  const args = [...quietly]
  if (trusting) args.push('--ignore-certificate-errors')
  if (camera === 'denied') args.push('--use-fake-device-for-media-stream')
  else if (camera === 'none') args.push('--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=0')
  else {
    args.push('--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream')
    args.push(`--use-file-for-fake-video-capture=${camera}`)
  }
  const browser = await chromium.launch({ executablePath: programFor(camera === 'denied'), args })
  if (camera === 'denied') refusing.add(browser)
  return browser
}

/** Browsers whose person refuses the camera. */
const refusing = new WeakSet()

/** Refuses the camera for good, as a person does in the settings of the browser, so that no test waits for a prompt. */
async function refuseCamera(page, origin) {
  const ofPage = await page.context().newCDPSession(page)
  const { targetInfo } = await ofPage.send('Target.getTargetInfo')
  const ofBrowser = await page.context().browser().newBrowserCDPSession()
  const { browserContextId } = targetInfo
  await ofBrowser.send('Browser.setPermission', { permission: { name: 'camera' }, setting: 'denied', origin, browserContextId })
}

/**
 * A page of a person with this language, who trusts our certificate. Its console errors are in `page.problems`. Without
 * a service worker, whose requests the tests would not see, unless `keepsPage`. They have been here before, and so know the
 * introduction, unless `isNew`.
 * @param {import('playwright-core').Browser} browser
 */
export async function openPage(
  browser,
  { address, locale = 'ko-KR', viewport = { width: 1440, height: 900 }, keepsPage = false, isNew = false },
) {
  const serviceWorkers = keepsPage ? 'allow' : 'block'
  const context = await browser.newContext({ baseURL: address, ignoreHTTPSErrors: true, locale, viewport, serviceWorkers })
  if (!isNew) {
    await context.addInitScript(() => {
      try {
        localStorage.setItem('trainingzip.introduction', 'seen')
      } catch {
        // A page that is none of ours.
      }
    })
  }
  const page = Object.assign(await context.newPage(), { problems: /** @type {string[]} */ ([]) })
  if (refusing.has(browser)) await refuseCamera(page, address)
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => page.problems.push(error.message))
  page.on('console', (message) => {
    // Chromium itself writes such a line for each answer that says no, which may well be what was asked for.
    const isAnswer = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isAnswer) page.problems.push(message.text())
  })
  return page
}
