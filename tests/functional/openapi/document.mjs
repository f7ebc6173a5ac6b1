// The OpenAPI document as it is built from the fragments, and its schemas as validators.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import ajvFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { root } from '../harness.mjs'

export const document = JSON.parse(
  execFileSync('/usr/bin/python3', [join(root, 'scripts', 'openapi')], { encoding: 'utf8', maxBuffer: 1 << 26 }),
)

export const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace']

/** What the reference names, or the value itself. */
export function resolved(value) {
  if (value?.$ref === undefined) return value
  const parts = value.$ref.slice(2).split('/')
  return resolved(parts.reduce((place, part) => place[part.replaceAll('~1', '/').replaceAll('~0', '~')], document))
}

const ajv = ajvFormats.default(new Ajv2020({ allErrors: false, strictTypes: false, strictRequired: false }), ['date-time', 'uri'])
ajv.addFormat('int64', true)
const own = (schema) => JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/components/schemas/', '"$ref":"'))
for (const [name, schema] of Object.entries(document.components.schemas)) ajv.addSchema(own(schema), name)
const compiled = new Map()

/** A function that gives what is wrong with a value by this schema of the document, or nothing. */
export function validatorOf(schema) {
  if (!compiled.has(schema)) {
    const validate = ajv.compile(own(schema))
    compiled.set(schema, (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: '' })))
  }
  return compiled.get(schema)
}

const segmentsOf = (path) => path.split('/').slice(1)
const isParameter = (segment) => segment.startsWith('{')
const templates = Object.keys(document.paths)
  .map((template) => ({ template, segments: segmentsOf(template) }))
  // Of several that match, the one with the earlier literal segment wins, as in the router.
  .sort((a, b) => {
    const at = a.segments.findIndex((segment, index) => isParameter(segment) !== isParameter(b.segments[index] ?? ''))
    return at < 0 ? 0 : isParameter(a.segments[at]) ? 1 : -1
  })

function matches(segments, path) {
  return (
    segments.length === path.length &&
    segments.every((segment, index) => (isParameter(segment) ? path[index] !== '' : segment === path[index]))
  )
}

/** Percent-decoded; the text itself where that cannot be. */
function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Everything about one operation, with the references of its parameters and of its body followed. */
function describe(template, method) {
  const item = document.paths[template]
  const operation = item[method]
  return {
    template,
    method: method.toUpperCase(),
    operation,
    id: operation.operationId,
    parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((entry) => ({
      ...resolved(entry),
      component: entry.$ref?.split('/').at(-1),
    })),
    body: resolved(operation.requestBody),
    answer: (status) => resolved(operation.responses[String(status)]),
    needsUser: operation.security.length > 0 && !operation.security.some((scheme) => Object.keys(scheme).length === 0),
    needsAdmin: operation.security.some((scheme) => scheme.bearer?.includes('ROLE_ADMIN')),
    takesBearer: operation.security.some((scheme) => scheme.bearer !== undefined),
  }
}

/** All operations, in the order of the document. */
export const operations = Object.entries(document.paths).flatMap(([template, item]) =>
  methods.filter((method) => item[method]).map((method) => describe(template, method)),
)

/**
 * What the document says about a method and a path without its query: the operation (that of GET for HEAD) with
 * the text of each path parameter, and all methods that the path takes.
 * @returns {any}
 */
export function find(method, path) {
  const given = segmentsOf(path)
  const found = templates.filter(({ segments }) => matches(segments, given))
  const wanted = method === 'HEAD' && !found.some(({ template }) => document.paths[template].head) ? 'get' : method.toLowerCase()
  const allowed = new Set(found.flatMap(({ template }) => methods.filter((name) => document.paths[template][name])))
  if (allowed.has('get')) allowed.add('head')
  const best = found.find(({ template }) => document.paths[template][wanted])
  if (!best) return { allowed: [...allowed].map((name) => name.toUpperCase()).sort() }
  const pathParameters = {}
  best.segments.forEach((segment, index) => {
    if (isParameter(segment)) pathParameters[segment.slice(1, -1)] = decoded(given[index])
  })
  return {
    ...operations.find((entry) => entry.template === best.template && entry.method === wanted.toUpperCase()),
    pathParameters,
  }
}
