// What the documents say exists: linked files, options of the commands, addresses of the servers, settings.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const listed = (...patterns) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((name) => name && existsSync(join(root, name)))
const text = (name) => readFileSync(join(root, name), 'utf8')
const documents = listed('*.md').map((name) => [name, text(name)])

test('every link to a file leads to one', () => {
  assert.ok(documents.length >= 5)
  for (const [name, content] of documents) {
    const links = [...content.matchAll(/\]\(([^)\s]+)\)|<img[^>]+src="([^"]+)"/g)].map((match) => match[1] ?? match[2])
    for (const link of links.filter((link) => !/^(https?:|mailto:|#)/.test(link))) {
      assert.ok(existsSync(join(root, dirname(name), link.split('#')[0])), `${name} links to ${link}`)
    }
  }
})

test('every option of ./run and ./test that is written down exists', () => {
  for (const command of ['run', 'test']) {
    const help = execFileSync(join(root, command), ['--help'], { encoding: 'utf8' })
    const known = new Set(help.match(/--[a-z-]+/g))
    let count = 0
    for (const [name, content] of documents) {
      const uses = content.match(new RegExp(`\\./${command} --[^\\n\`]*`, 'g')) ?? []
      for (const option of uses.flatMap((use) => use.match(/--[a-z-]+/g))) {
        assert.ok(known.has(option), `${name}: ./${command} ${option}`)
        count += 1
      }
    }
    assert.ok(count > 0, command)
  }
})

const route = (method, path) => `${method} ${path.replace(/\{\w+\}/g, '{}').replace(/\?.*$/, '')}`

test('every address of the servers that is written down exists', () => {
  const openapi = JSON.parse(
    execFileSync('/usr/bin/python3', [join(root, 'scripts', 'openapi')], { encoding: 'utf8', maxBuffer: 1 << 26 }),
  )
  const routes = new Set(
    Object.entries(openapi.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => route(method.toUpperCase(), `/api${path}`)),
    ),
  )
  let count = 0
  for (const [name, content] of documents) {
    for (const [, method, path] of content.matchAll(/\b(GET|POST|PUT|DELETE) (\/api\/[\w{}/-]*\w\}?)/g)) {
      assert.ok(routes.has(route(method, path)), `${name}: ${method} ${path}`)
      count += 1
    }
  }
  assert.ok(count >= 5)
})

test('every file that the documents name in their text is there', () => {
  let count = 0
  for (const [name, content] of documents) {
    for (const [, path] of content.matchAll(/`((?:libs|services|tests|scripts|config|gateway|models|tools|web)\/[\w./-]+)`/g)) {
      assert.ok(existsSync(join(root, path)), `${name} names ${path}`)
      count += 1
    }
  }
  assert.ok(count >= 5)
})

test('both languages of the README have the same parts', () => {
  const parts = (name) =>
    text(name)
      .match(/^#+ |!\[|^```|\]\([^)]+\)/gm)
      .map((part) => part.trim())
  const swapped = parts('README.md').map((part) => part.replace('README.ko.md', 'README.md'))
  assert.deepEqual(parts('README.ko.md'), swapped)
})
