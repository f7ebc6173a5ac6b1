// The statements of the servers: those written in the headers, and those that tests have used.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../functional/harness.mjs'

const singleSpaces = (text) => text.trim().split(/\s+/).join(' ')

/** The migrations, which read what they like. */
function migrations() {
  const folder = join(root, 'libs', 'domain', 'schema')
  return readdirSync(folder)
    .map((name) => singleSpaces(readFileSync(join(folder, name), 'utf8')))
    .join(' ')
}

/** What the servers have written down (database_statement_log), without migrations and what only sets something. */
export function usedStatements(kind) {
  const folder = join(process.env.TRAININGZIP_TEST_STATEMENTS ?? join(root, 'build', 'statements'), kind)
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  const schema = migrations()
  return [...new Set(lines)].filter((line) => /^(SELECT|INSERT|UPDATE|DELETE|WITH) /i.test(line) && !schema.includes(line)).sort()
}

/** Whether a statement that was used is the one that is written so. */
export function isUseOf(statement, text) {
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}`).test(statement)
}

/** {name, text} of each statement in the *_sql.h of the services; what the servers fill in stands in braces. */
export function writtenStatements() {
  const services = join(root, 'services')
  const headers = readdirSync(services, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('_sql.h'))
  return headers.flatMap((header) => {
    const constants = readFileSync(join(services, header), 'utf8').matchAll(
      /constexpr std::string_view (\w+) =\s*((?:R"\([^]*?\)"|"(?:[^"\\]|\\.)*"|\s+)+);/g,
    )
    return [...constants]
      .map(([, name, parts]) => ({
        name: `${header}: ${name}`,
        text: singleSpaces(
          [...parts.matchAll(/R"\(([^]*?)\)"|"((?:[^"\\]|\\.)*)"/g)]
            .map(([, raw, plain]) => raw ?? plain.replace(/\\(.)/g, '$1'))
            .join(''),
        ),
      }))
      .filter(({ text }) => /^(SELECT|INSERT|UPDATE|DELETE|WITH) /i.test(text))
  })
}
