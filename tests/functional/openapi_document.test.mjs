// The OpenAPI document: valid, served, and about exactly the routes that the servers have.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { withApiFixture } from './api_fixture.mjs'
import { binaries, DataFolder, root } from './harness.mjs'
import { checkExchange } from './openapi/exchange.mjs'
import { document, find, operations, resolved, validatorOf } from './openapi/document.mjs'

test('it is valid by the schema of OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  assert.ok(valid, JSON.stringify(errors, null, 1))
})

test('no two of its paths differ in the names of their parameters alone', () => {
  // The specification calls such paths identical; its schema cannot say so.
  const seen = Object.keys(document.paths).map((path) => path.replace(/\{\w+\}/g, '{}'))
  assert.deepEqual(
    seen.filter((path, at) => seen.indexOf(path) !== at),
    [],
  )
})

test('its examples are valid by its schemas', () => {
  let count = 0
  const hold = (what, schema, value) => {
    const problem = validatorOf(schema)(value)
    assert.ok(!problem, `${what}: ${problem}`)
    count += 1
  }
  for (const { id, parameters, body, operation } of operations) {
    for (const { name, schema, example } of parameters) if (example !== undefined) hold(`${id}, ${name}`, schema, example)
    for (const { schema, examples } of Object.values(body?.content ?? {})) {
      for (const [name, { value }] of Object.entries(examples)) hold(`${id}, ${name}`, schema, value)
    }
    for (const [status, answer] of Object.entries(operation.responses)) {
      for (const { schema, example } of Object.values(resolved(answer).content ?? {})) {
        if (example !== undefined) hold(`${id}, ${status}`, schema, example)
      }
    }
  }
  assert.ok(count > 100)
})

/** [method, path, operation, access] of each public route of a server, as it prints them. */
function routesOf(name, settings) {
  const data = new DataFolder()
  try {
    const environment = { ...process.env }
    for (const [key, value] of Object.entries(settings(data)))
      environment[`TRAININGZIP_${name.toUpperCase()}_${key.toUpperCase()}`] = value
    const config = join(root, 'config', 'trainingzip.toml')
    const output = execFileSync(join(binaries, `trainingzip-${name}`), ['--config', config, '--routes'], {
      cwd: data.path,
      env: environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    return output
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([, path]) => !path.startsWith('/internal/'))
  } finally {
    data.remove()
  }
}

const accessOf = ({ needsUser, needsAdmin, takesBearer }) =>
  needsAdmin ? 'admin' : needsUser ? 'user' : takesBearer ? 'visitor' : 'public'
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

describe('every route is described, and nothing else', () => {
  const servers = {
    api: [
      '',
      (data) => ({
        database_url: `sqlite://${data.join('database.sqlite')}`,
        storage_root: data.join('storage'),
        signing_key: data.join('secrets', 'signing_key.pem'),
        jwks: data.join('public', 'jwks.json'),
        service_token: data.join('secrets', 'service_token'),
      }),
    ],
    upload: [
      '/upload',
      (data) => ({
        database_url: `sqlite://${data.join('database.sqlite')}`,
        storage_root: data.join('storage'),
        jwks: data.join('public', 'jwks.json'),
        service_token: data.join('secrets', 'service_token'),
      }),
    ],
    streaming: ['/streaming', (data) => ({ storage_root: data.join('storage') })],
  }
  const prefixes = Object.values(servers)
    .map(([prefix]) => prefix)
    .filter(Boolean)
  for (const [name, [prefix, settings]] of Object.entries(servers)) {
    test(name, () => {
      const mine = operations.filter(({ template }) =>
        prefix ? template.startsWith(`${prefix}/`) : !prefixes.some((other) => template.startsWith(`${other}/`)),
      )
      const described = mine.map((entry) => [entry.method, entry.template, kebab(entry.id), accessOf(entry)])
      const routes = routesOf(name, settings).map(([method, path, operation, access]) => [
        method,
        prefix + path,
        operation,
        access,
      ])
      const paths = (list) => list.map(([method, path]) => `${method} ${path}`).sort()
      assert.deepEqual(paths(described), paths(routes))
      for (const [method, path, operation, access] of routes) {
        if (operation === '-') continue
        const entry = described.find((one) => one[0] === method && one[1] === path)
        assert.deepEqual([operation, access], entry.slice(2), `${method} ${path}`)
      }
    })
  }
})

test('it is served with the address under which it was asked for', () =>
  withApiFixture({}, async (fixture) => {
    const gateway = { 'X-Forwarded-Host': 'training.example:8443', 'X-Forwarded-Proto': 'https', 'X-Forwarded-Prefix': '/api' }
    const { json, headers } = await fixture.ok('GET', '/openapi.json', { headers: gateway })
    assert.deepEqual(json, { ...document, servers: [{ url: 'https://training.example:8443/api' }] })
    const tag = headers.get('etag')
    await fixture.expect(304, null, 'GET', '/openapi.json', { headers: { ...gateway, 'If-None-Match': tag } })
    const other = await fixture.ok('GET', '/openapi.json', { headers: { 'If-None-Match': tag } })
    assert.deepEqual(other.json.servers, [{ url: fixture.server.url }])
  }))

describe('an exchange that the document does not tell of is noticed', () => {
  const requestId = '0123456789abcdef'
  const headers = (more = {}) => new Headers({ 'X-Request-Id': requestId, 'Content-Type': 'application/hal+json', ...more })
  const href = { href: 'http://localhost/x' }
  const created = {
    request: {
      method: 'POST',
      path: '/comments/1',
      headers: { Authorization: 'Bearer x', 'Content-Type': 'application/json' },
      body: '{"message":"good"}',
    },
    answer: {
      status: 201,
      headers: headers({ Location: 'http://localhost/comments/7' }),
      bytes: Buffer.from('{}'),
      json: { commentId: 7, _links: { self: href, training: href, profile: { href: 'http://localhost/docs#create-comment' } } },
    },
  }
  const refused = (error, status) => ({
    status,
    headers: headers({ 'Content-Type': 'application/json' }),
    bytes: Buffer.from('{}'),
    json: { timestamp: '2026-01-31T09:05:07.123Z', status, error, message: 'no', requestId },
  })
  const check = (request = {}, answer = {}) =>
    checkExchange('', { ...created.request, ...request }, { ...created.answer, ...answer })

  test('while one that it tells of passes', () => {
    check()
    check({ body: '{"message":""}' }, { ...refused('2012', 422) })
  })
  const json = created.answer.json
  for (const [name, request, answer, reason] of /** @type {any[][]} */ ([
    ['an unknown path', { path: '/commentaries/1' }, {}, /no such path/],
    ['an unknown method', { method: 'PATCH' }, {}, /no such method/],
    ['an unknown status', {}, { status: 202 }, /no such status/],
    [
      'another content type',
      {},
      { headers: headers({ Location: 'http://localhost/x', 'Content-Type': 'text/html' }) },
      /content type/,
    ],
    ['a missing header', {}, { headers: headers() }, /no header Location/],
    ['a malformed header', {}, { headers: headers({ Location: 'nowhere' }) }, /header Location/],
    ['a field too many', {}, { json: { ...json, secret: 1 } }, /additional properties/],
    ['a missing field', {}, { json: { _links: json._links } }, /commentId/],
    ['another type', {}, { json: { ...json, commentId: '7' } }, /integer/],
    [
      'the profile of another operation',
      {},
      { json: { ...json, _links: { ...json._links, profile: { href: 'http://localhost/docs#update-comment' } } } },
      /profile/,
    ],
    ['an error of another operation', {}, refused('0007', 409), /no such status/],
    ['another error with the same status', {}, refused('1003', 404), /allowed values/],
    ['a malformed body that was taken', { body: '{"message":"good","more":1}' }, {}, /not valid by the document/],
    ['a malformed parameter that was taken', { path: '/comments/0' }, {}, /not valid by the document/],
    ['a parameter that nobody described', { path: '/comments/1?draft=true' }, {}, /not described/],
    ['a credential that was not asked for', { headers: { 'Content-Type': 'application/json' } }, {}, /without a credential/],
    ['a valid body that was refused', {}, refused('2001', 400), /though the document allows/],
  ])) {
    test(name, () => assert.throws(() => check(request, answer), reason))
  }

  test('of two patterns the one with the earlier literal wins, as in the router', () => {
    assert.equal(find('GET', '/trainings/7').pathParameters.id, '7')
    assert.equal(find('GET', '/trainings/a%2Fb').pathParameters.id, 'a/b')
    assert.deepEqual(find('PATCH', '/comments/7').allowed, ['DELETE', 'GET', 'HEAD', 'POST', 'PUT'])
  })
})
