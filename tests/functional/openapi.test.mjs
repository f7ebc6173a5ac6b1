// Drives every operation of the OpenAPI document against the real servers: with its own examples, which must
// succeed; without the right credential, for things that are not there, and with data that it forbids, all of which
// must be refused. Each answer is held against the document by the fixtures.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { operations, resolved } from './openapi/document.mjs'
import { brokenBodies, forbiddenBodies, oddParameters, randomBody, randomNumbers } from './openapi/negative.mjs'
import { ApiDriver, StreamingDriver, UploadDriver } from './openapi/drivers.mjs'

const prefixes = ['/upload', '/streaming']
const seed = Number(process.env.TRAININGZIP_TEST_SEED ?? 20260131)
const randomBodiesOfEach = 25

/** One operation with everything that its next call needs. */
class Call {
  constructor(driver, entry) {
    this.driver = driver
    this.entry = entry
    this.parameters = {}
    this.query = ''
    this.type = ''
    /** @type {any} */
    this.content = undefined
  }

  /** Makes the data that it is about. example: name of the example body. */
  async prepare(example) {
    const { driver, entry } = this
    this.user = await driver.userFor(entry)
    const query = new URLSearchParams()
    for (const parameter of entry.parameters) {
      if (parameter.in === 'path')
        this.parameters[parameter.name] = (await driver.make(parameter, entry, this.user)) ?? parameter.example
      if (parameter.in === 'query' && parameter.example !== undefined) {
        for (const value of [parameter.example].flat()) query.append(parameter.name, String(value))
      }
    }
    if (query.size > 0) this.query = `?${query}`
    ;[this.type, this.content] = Object.entries(entry.body?.content ?? {})[0] ?? []
    const value = this.content?.examples[example ?? Object.keys(this.content.examples)[0]].value
    this.body = { ...value, ...(await driver.before(entry, this.parameters, this.user, value)) }
    return this
  }

  path(parameters = {}) {
    const all = { ...this.parameters, ...parameters }
    const encoded = (name) => (name in parameters ? parameters[name] : encodeURIComponent(all[name]))
    return this.entry.template.slice(this.driver.prefix.length).replace(/\{(\w+)\}/g, (_, name) => encoded(name)) + this.query
  }

  /** The body as it is sent. A file field gets the driver's file under the name that the example has. */
  encoded(body = this.body) {
    if (this.type === 'multipart/form-data') {
      const form = new FormData()
      for (const [name, fileName] of Object.entries(body)) form.append(name, new Blob([this.driver.file()]), fileName)
      return form
    }
    return this.type ? JSON.stringify(body) : undefined
  }

  send(/** @type {any} */ { method = this.entry.method, path = this.path(), token, headers = {}, body = this.encoded() } = {}) {
    const type = body === undefined || body instanceof FormData ? {} : { 'Content-Type': 'application/json' }
    return this.driver.send(method, path, { token, headers: { ...type, ...headers }, body })
  }

  /** As who may. */
  sendAsUser(options = {}) {
    return this.send({ token: this.entry.takesBearer ? this.user.accessToken : undefined, ...options })
  }
}

const success = (entry) => Number(Object.keys(entry.operation.responses).find((status) => status.startsWith('2')))
const errorsOf = (entry, status) => {
  const answer = resolved(entry.operation.responses[String(status)])
  return answer ? answer.content['application/json'].schema.properties.error.enum : []
}
const told = (answer) => `${answer.status} ${answer.bytes.subarray(0, 300)}`

function refused(answer, what) {
  assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${told(answer)}`)
}

for (const Driver of [ApiDriver, UploadDriver, StreamingDriver]) {
  describe(Driver.name, () => {
    const driver = new Driver()
    before(() => driver.start())
    after(() => driver.stop())
    const mine = operations.filter(({ template }) =>
      driver.prefix ? template.startsWith(driver.prefix) : !prefixes.some((prefix) => template.startsWith(`${prefix}/`)),
    )
    for (const entry of mine) {
      test(`${entry.id}: ${entry.method} ${entry.template}`, async () => drive(driver, entry))
    }
  })
}

async function drive(driver, entry) {
  const examples = Object.keys(Object.values(entry.body?.content ?? {})[0]?.examples ?? { none: 0 })
  const call = await new Call(driver, entry).prepare(examples[0])
  // Refusals first: they must leave the data as it was, or the success at the end would fail.
  await withoutCredential(call)
  await notThere(call)
  await otherMethod(call)
  await oddPathsAndQueries(call)
  if (call.type === 'application/json') await forbiddenJson(call)
  if (call.type === 'multipart/form-data') await forbiddenForms(call)
  for (const example of examples) {
    const fresh = example === examples[0] ? call : await new Call(driver, entry).prepare(example)
    const answer = await fresh.sendAsUser()
    assert.equal(answer.status, success(entry), `${entry.id}, ${example}: ${told(answer)}`)
    await conditions(fresh, answer)
  }
  if (call.type === 'application/json') await randomJson(await new Call(driver, entry).prepare())
}

async function withoutCredential(call) {
  const { entry } = call
  if (!entry.takesBearer) return
  for (const [what, [authorization, error]] of Object.entries(call.driver.forgedTokens(call.user))) {
    if (authorization === undefined && !entry.needsUser) continue
    const answer = await call.send({ headers: authorization === undefined ? {} : { Authorization: authorization } })
    assert.deepEqual([answer.status, answer.json?.error], [401, error], `${entry.id}, ${what}`)
  }
  if (!entry.needsAdmin) return
  const answer = await call.send({ token: call.driver.other.accessToken })
  assert.deepEqual([answer.status, answer.json.error], [403, '1001'], `${entry.id} by somebody who is no admin`)
}

async function notThere(call) {
  const possible = errorsOf(call.entry, 404)
  if (possible.length === 0 || Object.keys(call.parameters).length === 0) return
  const unknown = Object.fromEntries(Object.keys(call.parameters).map((name) => [name, '9007199254740991']))
  const answer = await call.sendAsUser({ path: call.path(unknown) })
  assert.equal(answer.status, 404, `${call.entry.id}: ${told(answer)}`)
  assert.ok(possible.includes(answer.json.error))
}

async function otherMethod(call) {
  const answer = await call.sendAsUser({ method: 'PATCH' })
  assert.equal(answer.status, 405, `${call.entry.id}: ${told(answer)}`)
}

async function oddPathsAndQueries(call) {
  const { entry } = call
  // What a path or a query may hold is for the document to say: the fixture compares.
  const harmless = entry.method === 'GET'
  for (const parameter of entry.parameters) {
    for (const text of oddParameters) {
      let path
      if (parameter.in === 'path') path = call.path({ [parameter.name]: text })
      else if (parameter.in === 'query') path = `${call.path().split('?')[0]}?${parameter.name}=${text}`
      else continue
      const answer = await call.sendAsUser({ path })
      assert.ok(answer.status < 500, `${entry.id}, ${path}: ${told(answer)}`)
      if (!harmless) refused(answer, `${entry.id}, ${path}`)
    }
  }
}

async function forbiddenJson(call) {
  const { entry } = call
  const isOptional = !entry.body.required
  for (const body of forbiddenBodies(call.content.schema, call.body)) {
    refused(await call.sendAsUser({ body: JSON.stringify(body) }), `${entry.id}, ${JSON.stringify(body).slice(0, 200)}`)
  }
  for (const body of brokenBodies) {
    if (isOptional && body.length === 0) continue
    const answer = await call.sendAsUser({ body })
    assert.deepEqual(
      [answer.status, answer.json?.error],
      [400, '2001'],
      `${entry.id}, ${String(body).slice(0, 60)}: ${told(answer)}`,
    )
  }
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-16',
    'multipart/form-data; boundary=x',
  ]) {
    const answer = await call.sendAsUser({ headers: { 'Content-Type': type } })
    assert.deepEqual([answer.status, answer.json?.error], [415, '2006'], `${entry.id}, ${type}: ${told(answer)}`)
  }
  const tooLarge = await call.sendAsUser({ body: `{"a":"${'x'.repeat(256 * 1024)}"}` })
  assert.deepEqual([tooLarge.status, tooLarge.json?.error], [413, '2005'], entry.id)
}

async function randomJson(call) {
  const { entry } = call
  const random = randomNumbers(seed)
  for (let count = 0; count < randomBodiesOfEach; ++count) {
    const body = JSON.stringify(randomBody(random, call.body))
    const answer = await call.sendAsUser({ body })
    assert.ok(answer.status < 500, `${entry.id}, seed ${seed}, ${body.slice(0, 300)}: ${told(answer)}`)
  }
}

async function forbiddenForms(call) {
  const { entry } = call
  const [name, fileName] = Object.entries(call.body)[0]
  const form = (...parts) => {
    const made = new FormData()
    for (const [field, value, as] of parts) made.append(field, value, ...(as === undefined ? [] : [as]))
    return made
  }
  const file = new Blob([call.driver.file()])
  const bad = {
    'no field': form(),
    'another field': form(['unheardOf', file, fileName]),
    'text instead of a file': form([name, 'text']),
    'the field twice': form([name, file, fileName], [name, file, fileName]),
    'a file of nothing': form([name, new Blob([]), fileName]),
    'a file of something else': form([name, new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']), fileName]),
    'a name that leads elsewhere': form([name, file, '../../elsewhere']),
  }
  for (const [what, body] of Object.entries(bad)) refused(await call.sendAsUser({ body }), `${entry.id}, ${what}`)
  const json = await call.sendAsUser({ body: '{}' })
  assert.deepEqual([json.status, json.json?.error], [415, '2006'], entry.id)
}

/** What a document promises for If-None-Match, If-Match, Range and HEAD. */
async function conditions(call, answer) {
  const { entry } = call
  if (entry.method !== 'GET') return
  const head = await call.sendAsUser({ method: 'HEAD' })
  assert.equal(head.status, answer.status, `HEAD of ${entry.id}`)
  const expect = async (status, headers) => {
    if (!entry.operation.responses[String(status)]) return
    const next = await call.sendAsUser({ headers })
    assert.equal(next.status, status, `${entry.id}: ${told(next)}`)
  }
  await expect(304, { 'If-None-Match': answer.headers.get('etag') })
  const isJson = /json$/.test(answer.headers.get('content-type') ?? '')
  if (isJson && call.driver.prefix === '') assert.ok(entry.operation.responses['304'], `${entry.id} has no entity tag`)
  await expect(412, { 'If-Match': '"another"' })
  await expect(206, { Range: 'bytes=0-3' })
  await expect(416, { Range: 'bytes=99999999-' })
}
