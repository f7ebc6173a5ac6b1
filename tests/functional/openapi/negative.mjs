// Makes data that a schema of the document forbids, and random data around one that it allows.
import { resolved, validatorOf } from './document.mjs'

/** A generator of numbers below 1 that gives the same ones for the same seed (Mulberry32). */
export function randomNumbers(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The schema with its references followed and the parts of allOf laid together, one level deep. */
function flat(schema) {
  const { allOf = [], ...own } = resolved(schema)
  return Object.assign({}, ...allOf.map(flat), own)
}

const otherTypes = [null, true, 7, -1.5, 'text', [], ['a'], {}, { a: 1 }]

/** Values in place of `value`, most of them forbidden: of other types, and just beyond each bound. */
function* replacements(schema, value) {
  yield* otherTypes
  const { minLength, maxLength, minimum, maximum, maxItems, items, properties } = flat(schema)
  if (typeof value === 'string') {
    yield `${value}\u0000`
    yield '\u0000'
    if (minLength) yield 'x'.repeat(minLength - 1)
    if (maxLength) yield 'x'.repeat(maxLength + 1)
  }
  if (typeof value === 'number') {
    for (const number of [minimum - 1, maximum + 1, 0.5, -1, 2 ** 53, 1e300]) if (!Number.isNaN(number)) yield number
  }
  if (Array.isArray(value) && items) {
    if (maxItems) yield Array.from({ length: maxItems + 1 }, () => value[0] ?? 1)
    for (const entry of replacements(items, value[0])) yield [entry]
  }
  if (properties && value && typeof value === 'object') yield* changedObjects(schema, value)
}

function* changedObjects(schema, value) {
  const { properties } = flat(schema)
  for (const name of Object.keys(value)) {
    const { [name]: dropped, ...rest } = value
    yield rest
    for (const entry of replacements(properties[name] ?? {}, dropped)) yield { ...rest, [name]: entry }
  }
  yield { ...value, unheardOf: 1 }
  yield { ...value, constructor: 'x' }
}

/** Bodies near `example` that the schema forbids. */
export function forbiddenBodies(schema, example) {
  const problem = validatorOf(schema)
  const all = [...otherTypes, ...changedObjects(schema, example)]
  return all.filter((value) => problem(value))
}

/** Texts that are no JSON object in the strict sense, whatever the schema. */
export const brokenBodies = [
  '',
  ' ',
  '{',
  '}',
  '[1,]',
  '{"a":1,}',
  "{'a':1}",
  'NaN',
  '{"a":NaN}',
  '\ufeff{}',
  '{}{}',
  '"\ud800"',
  '[]'.repeat(2),
  '['.repeat(2000),
  '{"a":'.repeat(200),
  '{"a":1e999999}',
  '{"a":"\u0001"}',
  Buffer.from([0x7b, 0xff, 0x7d]),
  Buffer.from('{}\0'),
]

const pieces = [
  '',
  ' ',
  'x',
  '가',
  '😀',
  '\u0000',
  '\n',
  '"',
  '\\',
  '%00',
  '../',
  "'; DROP TABLE users; --",
  '<script>',
  'x'.repeat(300),
  '\u202e',
  '9'.repeat(40),
]

/** A random value, of any type. */
function randomValue(random, depth = 0) {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const kind = Math.floor(random() * (depth < 2 ? 7 : 5))
  if (kind === 0) return pick([null, true, false])
  if (kind === 1) return pick([0, -1, 1, 0.1, 1e308, 2 ** 31, 2 ** 63, -(2 ** 63)])
  if (kind < 5) return Array.from({ length: Math.ceil(random() * 4) }, () => pick(pieces)).join('')
  const entries = Array.from({ length: Math.floor(random() * 4) }, () => randomValue(random, depth + 1))
  return kind === 5 ? entries : Object.fromEntries(entries.map((value, index) => [`k${index}`, value]))
}

/** The example with one or two of its fields replaced at random. */
export function randomBody(random, example) {
  const body = structuredClone(example)
  const names = Object.keys(body)
  for (let count = 1 + Math.floor(random() * 2); count > 0; --count) {
    body[names[Math.floor(random() * names.length)] ?? 'a'] = randomValue(random)
  }
  return body
}

/** Texts for parameters of a path or a query, percent-encoded. */
export const oddParameters = [
  '0',
  '-1',
  '01',
  '1.5',
  '1e3',
  'x',
  '%20',
  '%00',
  '%0d%0aSet-Cookie:a=b',
  '..%2f..',
  '%ff',
  '%f0%9f%98%80',
  '99999999999999999999',
  '9223372036854775808',
  "'%20OR%201=1--",
  'x'.repeat(300),
  '%22',
  '{id}',
]
