// @vitest-environment node
import { expect, test } from 'vitest'
import { licenceTexts, packagesOfPage } from './licences'

test('packages that only build are left out, but for the one whose files are shown', () => {
  const packages = {
    '': {},
    'node_modules/b': {},
    'node_modules/b/node_modules/@x/a': {},
    'node_modules/vite': { dev: true },
    'node_modules/swagger-ui-dist': { dev: true },
  }
  expect(packagesOfPage({ packages })).toEqual(['@x/a', 'b', 'swagger-ui-dist'])
})

test('each package of the page is named with its licence and the text that came with it', () => {
  const text = licenceTexts(import.meta.dirname)
  expect(text).toMatch(/^react \d\S+, MIT\n\nMIT License\n\nCopyright \(c\) Meta Platforms/m)
  expect(text).toMatch(/^onnxruntime-web \d\S+, MIT$/m)
  expect(text).toContain('SmartBear Software')
  expect(text).toMatch(/^pretendard \d\S+, OFL-1\.1\n\n.*SIL Open Font License/ms)
  expect(text).not.toMatch(/^vite /m)
})
