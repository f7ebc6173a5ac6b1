// Holds a request and its answer, as a test made them, against the OpenAPI document.
import assert from 'node:assert/strict'
import { find, resolved, validatorOf } from './document.mjs'

// How a server feels, its figures, and what our servers tell each other are no part of the public interface.
const inside = /^\/(healthz|readyz|metrics|internal)(\/|$)/
// Errors that a server answers before it knows which operation was meant.
const beforeRouting = ['2003', '2009', '2010', '2015', '2016', '2017']

/** A text as the value that the schema speaks of. The ids of a path have one form each, numbers of a query need not. */
function typed(text, schema) {
  // As a number, 2^63 would be the same as the largest id.
  if (schema.$ref?.endsWith('/Id')) return /^[1-9]\d*$/.test(text) && BigInt(text) < 2n ** 63n ? Number(text) : text
  const { type } = schema
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text)
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true'
  return text
}

/** What is wrong with path, query and header parameters. */
function parameterProblems(described, query, headers) {
  const problems = []
  const known = new Set()
  for (const parameter of described.parameters) {
    const { name, schema } = parameter
    let value
    if (parameter.in === 'path') value = typed(described.pathParameters[name], schema)
    if (parameter.in === 'header') value = headers.get(name) ?? undefined
    if (parameter.in === 'query') {
      known.add(name)
      const all = query.getAll(name)
      if (all.length > 0) value = schema.type === 'array' ? all.map((text) => typed(text, schema.items)) : typed(all[0], schema)
    }
    if (value === undefined) continue
    const problem = validatorOf(schema)(value)
    if (problem) problems.push(`parameter ${name}: ${problem}`)
  }
  for (const name of query.keys()) if (!known.has(name)) problems.push(`parameter ${name} is not described`)
  return problems
}

const mediaType = (text) => (text ?? '').split(';')[0].trim().toLowerCase()

/** The body as the schema speaks of it; nothing when it cannot be read. */
function bodyValue(body) {
  if (body instanceof FormData)
    return Object.fromEntries([...body].map(([name, value]) => [name, /** @type {File} */ (value).name ?? value]))
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString() : body)
  } catch {
    return undefined
  }
}

/** What is wrong with the body of a request. */
function bodyProblems(described, headers, body) {
  if (body === undefined || body === null || body.length === 0) {
    return described.body?.required ? ['there is no body'] : []
  }
  if (!described.body) return ['a body is not described']
  const type = body instanceof FormData ? 'multipart/form-data' : mediaType(headers.get('content-type'))
  const content = described.body.content[type]
  if (!content) return [`the body is ${type || 'of no type'}`]
  if (type === 'multipart/form-data' && !(body instanceof FormData)) return []
  const problem = validatorOf(content.schema)(bodyValue(body))
  return problem ? [`body: ${problem}`] : []
}

function checkHeaders(what, response, headers) {
  for (const [name, reference] of Object.entries(response.headers ?? {})) {
    const header = resolved(reference)
    const value = headers.get(name)
    if (value === null) {
      assert.ok(!header.required, `${what}: no header ${name}`)
      continue
    }
    const problem = validatorOf(header.schema)(typed(value, header.schema))
    assert.ok(!problem, `${what}: header ${name}${problem}`)
  }
}

function checkAnswer(what, described, method, answer) {
  const response = described.answer(answer.status)
  assert.ok(response, `${what}: the document knows no such status`)
  checkHeaders(what, response, answer.headers)
  if (method === 'HEAD') return
  const types = Object.keys(response.content ?? {})
  if (types.length === 0) {
    assert.equal(answer.bytes.length, 0, `${what}: the document knows no body`)
    return
  }
  const type = mediaType(answer.headers.get('content-type'))
  assert.ok(types.includes(type), `${what}: content type ${type}`)
  if (!/json$/.test(type)) return
  const problem = validatorOf(response.content[type].schema)(answer.json)
  assert.ok(!problem, `${what}: answer${problem}`)
  const profile = answer.json._links?.profile?.href
  if (profile) {
    const anchor = described.id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    assert.equal(new URL(profile).hash, `#${anchor}`, `${what}: the link profile`)
  }
}

function checkUnknown(what, allowed, answer) {
  const error = answer.json?.error
  if (allowed.length === 0) {
    assert.ok(beforeRouting.includes(error), `${what}: the document knows no such path`)
  } else if (!beforeRouting.includes(error)) {
    assert.equal(answer.status, 405, `${what}: the document knows no such method`)
    assert.deepEqual(answer.headers.get('allow').split(', ').sort(), allowed, `${what}: Allow`)
  }
}

/**
 * Fails unless the document says all of it: path, method, status, headers and body of the answer; that a request
 * which succeeded was a valid one and carried what it needs; and that a request which was refused as malformed
 * was not valid, so that the document is no laxer than the server.
 *
 * prefix: of the server behind the gateway, '' or '/upload' or '/streaming'. request: {method, path with query,
 * headers, body}; answer: {status, headers, bytes, json}. unspoken: this malformation is one that no schema can
 * tell (two equal keys, a broken file).
 */
export function checkExchange(prefix, request, answer, { unspoken = false } = {}) {
  const [path, query = ''] = request.path.split('?')
  if (inside.test(path)) return
  const method = request.method.toUpperCase()
  const headers = new Headers(request.headers)
  const what = `OpenAPI, ${method} ${prefix}${request.path.slice(0, 120)} → ${answer.status} ${answer.json?.error ?? ''}`
  const described = find(method, prefix + path)
  if (!described.operation) return checkUnknown(what, described.allowed, answer)
  checkAnswer(what, described, method, answer)

  const parameters = parameterProblems(described, new URLSearchParams(query), headers)
  const body = bodyProblems(described, headers, request.body)
  if (answer.status < 400) {
    assert.deepEqual([...parameters, ...body], [], `${what}: taken, and not valid by the document`)
    assert.ok(!described.needsUser || headers.has('authorization'), `${what}: taken without a credential`)
  }
  if (unspoken) return
  const { error } = answer.json ?? {}
  if (error === '2007') assert.notDeepEqual(parameters, [], `${what}: refused, though the document allows the parameters`)
  const takesCookie = described.operation.security.some((scheme) => scheme.refreshCookie)
  const isJson = mediaType(headers.get('content-type')) === 'application/json'
  if (['2001', '2012'].includes(error) && !takesCookie && isJson) {
    assert.notDeepEqual(body, [], `${what}: refused, though the document allows ${String(request.body).slice(0, 200)}`)
  }
}
