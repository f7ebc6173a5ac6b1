// How scripts/ci/openapi_diff tells what breaks clients from what does not.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../../scripts/ci/openapi_diff', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'trainingzip-openapi-diff-'))
after(() => rmSync(folder, { recursive: true }))

/** A document with one operation of each kind, after the change. */
function made(/** @type {(...parts: any[]) => void} */ change = () => {}) {
  const json = (schema) => ({ content: { 'application/json': { schema } } })
  const document = {
    paths: {
      '/trainings': {
        get: {
          parameters: [{ in: 'query', name: 'page', schema: { type: 'integer', maximum: 100 } }],
          responses: {
            200: json({ $ref: '#/components/schemas/Training' }),
            400: json({ type: 'object', properties: { error: { enum: ['0001'] } } }),
          },
        },
        post: {
          requestBody: json({
            type: 'object',
            required: ['title'],
            properties: { title: { type: 'string', maxLength: 100 }, kind: { enum: ['a', 'b'] } },
          }),
          responses: { 201: {} },
        },
      },
      '/old': { get: { responses: { 200: {} } } },
    },
    components: {
      schemas: {
        Training: {
          type: 'object',
          required: ['id'],
          properties: {
            id: { type: 'integer' },
            title: { type: 'string' },
            kind: { enum: ['a', 'b'] },
            next: { $ref: '#/components/schemas/Training' },
          },
        },
      },
    },
  }
  change(document, document.paths['/trainings'].get, document.paths['/trainings'].post, document.components.schemas.Training)
  return document
}

/** {breaking, compatible}: the lines that are printed for each. */
function difference(change, ...options) {
  const [base, changed] = ['base.json', 'new.json'].map((name) => join(folder, name))
  writeFileSync(base, JSON.stringify(made()))
  writeFileSync(changed, JSON.stringify(made(change)))
  const { status, stdout, stderr } = spawnSync(script, [base, changed, ...options], { encoding: 'utf8' })
  assert.equal(stderr, '')
  const below = (title) =>
    [...(stdout.match(new RegExp(`^### ${title}: \\d+\\n\\n((?:- .*\\n)+)`, 'm'))?.[1] ?? '').matchAll(/- (.*)/g)].map(
      (match) => match[1],
    )
  return { breaking: below('Breaking'), compatible: below('Not breaking'), status, stdout }
}

const bodyOf = (post) => post.requestBody.content['application/json'].schema

test('the same document has no difference', () => {
  const { status, stdout } = difference(() => {}, '--fail-on-breaking')
  assert.equal(status, 0)
  assert.match(stdout, /No difference/)
})

test('what clients lose, must send, or may not send any more breaks them', () => {
  const { breaking, compatible, status } = difference((document, get, post, training) => {
    delete document.paths['/old']
    get.parameters[0].schema.maximum = 50
    get.parameters.push({ in: 'query', name: 'size', required: true, schema: {} })
    training.properties.id.type = 'string'
    delete training.properties.title
    training.properties.kind.enum.push('c')
    bodyOf(post).required.push('kind', 'why')
    bodyOf(post).properties.why = { type: 'string' }
    bodyOf(post).properties.kind.enum.pop()
    post.responses = { 202: {} }
  }, '--fail-on-breaking')
  assert.equal(status, 1)
  assert.deepEqual(
    breaking.toSorted(),
    [
      '`GET /old` is gone',
      '`GET /trainings` answer 200: `.id`: type lost integer and got string',
      '`GET /trainings` answer 200: `.kind`: enum got "c"',
      '`GET /trainings` answer 200: `.title` is gone',
      '`GET /trainings` parameter `page`: maximum was 100, is 50',
      '`GET /trainings`: parameter `size` (query) is new and required',
      '`POST /trainings` body: `.kind`: enum lost "b"',
      '`POST /trainings` body: `.kind`: required was false, is true',
      '`POST /trainings` body: `.why` is new and required',
      '`POST /trainings`: 201 is not answered any more',
    ].toSorted(),
  )
  assert.deepEqual(compatible, ['`POST /trainings`: 202 is answered now'])
})

test('what is added, loosened or promised besides does not', () => {
  const { breaking, compatible, status } = difference((document, get, post, training) => {
    document.paths['/new'] = { get: { responses: { 200: {} } } }
    get.parameters[0].schema.maximum = 200
    get.parameters.push({ in: 'query', name: 'size', schema: {} })
    training.properties.more = { type: 'string' }
    training.required.push('title')
    training.properties.kind.enum.pop()
    get.responses[400].content['application/json'].schema.properties.error.enum.push('0002')
    bodyOf(post).required = []
    bodyOf(post).properties.title.maxLength = 200
    bodyOf(post).properties.kind.enum.push('c')
  }, '--fail-on-breaking')
  assert.deepEqual([breaking, status], [[], 0])
  assert.equal(compatible.length, 10)
})

test('the document of another commit is made by that commit', () => {
  const { status, stdout, stderr } = spawnSync(script, ['HEAD'], { encoding: 'utf8' })
  assert.deepEqual([status, stderr], [0, ''])
  assert.match(stdout, /^## The API compared with the base branch/)
})
