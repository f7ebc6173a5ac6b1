// The parts of the kit side by side, in both themes and languages, as `npm run dev` serves them.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { barriers } from './support/axe.mjs'
import { launch, openPage } from './support/chromium.mjs'
import { root } from './support/service.mjs'

const pictures = join(root, 'build/test-results/kit')

let server
let browser
before(async () => {
  const { createServer } = await import(pathToFileURL(join(root, 'web/node_modules/vite/dist/node/index.js')).href)
  server = await createServer({
    root: join(root, 'web'),
    configFile: join(root, 'web/vite.config.ts'),
    logLevel: 'error',
    cacheDir: join(root, 'build/vite'),
    server: { port: 0, host: '127.0.0.1' },
  })
  await server.listen()
  browser = await launch()
  mkdirSync(pictures, { recursive: true })
})
after(async () => {
  await browser?.close()
  await server?.close()
})

/** Whether the curve of the chart has the colour that the theme gives it now. */
function hasCurveInAccent() {
  const chart = document.querySelector('.line-chart')
  const canvas = chart?.querySelector('canvas')
  const drawing = canvas?.getContext('2d')
  if (!chart || !canvas || !drawing) return false
  const probe = document.createElement('span')
  probe.className = 'chart-accent'
  chart.append(probe)
  const [red, green, blue] = getComputedStyle(probe).color.match(/\d+/g)?.map(Number) ?? []
  probe.remove()
  const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height)
  for (let i = 0; i < data.length; i += 4) if (data[i] === red && data[i + 1] === green && data[i + 2] === blue) return true
  return false
}

for (const [locale, width] of /** @type {[string, number][]} */ ([
  ['ko-KR', 390],
  ['en-GB', 1280],
])) {
  test(`no part of the kit is a barrier, nor wider than its place: ${locale}, ${width} px`, async () => {
    const { port } = server.httpServer.address()
    const page = await openPage(browser, { address: `http://127.0.0.1:${port}`, locale, viewport: { width, height: 900 } })
    await page.goto('/kit.html')
    await page.locator('.line-chart canvas').waitFor({ timeout: 60_000 })
    for (const theme of ['light', 'dark']) {
      await page.getByRole('button', { name: theme, exact: true }).click()
      assert.deepEqual(await barriers(page), [], theme)
      await page.waitForFunction(hasCurveInAccent, undefined, { timeout: 5000 })
      await page.screenshot({ path: join(pictures, `${locale}-${theme}.png`), fullPage: true })
    }
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width)
    await page.getByRole('button', { name: locale === 'ko-KR' ? '내 트레이닝 관리' : 'Manage your training' }).click()
    await page.getByRole('menuitem').first().click()
    await page.getByRole('dialog').waitFor()
    assert.deepEqual(await barriers(page), [], 'with a dialog')
    assert.deepEqual(page.problems, [])
    await page.close()
  })
}
