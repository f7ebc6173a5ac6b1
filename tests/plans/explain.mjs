// How a database goes about a statement: the reads of whole tables in its plan, and whether it sorts on the way through an
// index what is alike there, which reads no more than a page and what is alike with its last row.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { programFolder } from '../functional/postgresql.mjs'

/** Values for parameters, by name; others are 1. */
const values = {
  limit: 20,
  offset: 0,
  now: 1000,
  later: 2000,
  alive_since: 10,
  oldest: 10,
  since: 4e12,
  search_word0: 'qz',
  search_word1: 'qz',
  kind: 'pose',
  from: 'qz',
  before: 'qzz',
}
const valueOf = (name) => values[name] ?? 1

/** [{node, parents}] of a plan of PostgreSQL. */
function nodesOf(node, parents = []) {
  const below = (node.Plans ?? []).flatMap((child) => nodesOf(child, [...parents, node]))
  return [{ node, parents }, ...below]
}

/** Whether it reads an index from its end on, and not what a condition finds. */
const isWalk = (node) => /^Index (Only )?Scan$/.test(node['Node Type']) && !node['Index Cond']

/** The nodes of a plan of PostgreSQL that read a whole table, or the whole of an index for more than a page of it. */
function postgresqlScans(plan) {
  return nodesOf(plan)
    .filter(({ node, parents }) => {
      if (node['Node Type'] === 'Seq Scan') return true
      if (!isWalk(node)) return false
      // In the order of the index until the page is full. An incremental sort orders what is alike in the index.
      const above = parents.map((parent) => parent['Node Type'])
      return !above.includes('Limit') || above.slice(above.lastIndexOf('Limit')).some((type) => /^Sort|Aggregate|Hash/.test(type))
    })
    .map(({ node }) => ({ table: node['Relation Name'], how: `${node['Node Type']} ${node['Index Name'] ?? ''}`.trim() }))
}

/** [{statement, scans: [{table, how}], sortsAlike: boolean}] */
export function explainPostgresql(url, statements) {
  const literal = (name) => `'${valueOf(name)}'`
  const inlined = statements.map((statement) => statement.replace(/:([a-z_]\w*)/g, (_, name) => literal(name)))
  const output = execFileSync(join(programFolder(), 'psql'), ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', url], {
    input: inlined.map((statement) => `EXPLAIN (FORMAT JSON) ${statement};\n\\echo ---\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const plans = output.split('---\n').slice(0, -1)
  return statements.map((statement, i) => {
    const plan = JSON.parse(plans[i])[0].Plan
    const sortsAlike = nodesOf(plan).some(
      ({ node, parents }) => isWalk(node) && parents.some((above) => above['Node Type'] === 'Incremental Sort'),
    )
    return { statement, scans: postgresqlScans(plan), sortsAlike }
  })
}

/**
 * The lines of a plan of SQLite, [id, parent, text], that read a whole table, or the whole of an index and sort it or need
 * all of it.
 */
function sqliteScans(lines, statement) {
  // Rows stand in the order of their ids.
  const isInOrderOfId = /ORDER BY (\w\.)?id\b/.test(statement)
  const gathered = lines.map(([, , text]) => text.match(/^(?:CO-ROUTINE|MATERIALIZE) (\w+)$/)?.[1]).filter(Boolean)
  /** Whether all that is read below `parent` is sorted; a sort for the right part of an order waits for what is alike alone. */
  const isSorted = (parent) => {
    if (lines.some(([, of, text]) => of === parent && /^USE TEMP B-TREE FOR (ORDER|GROUP|DISTINCT|count)/i.test(text)))
      return true
    const [, above, text] = lines.find(([id]) => id === parent) ?? []
    return above !== undefined && !/^LIST SUBQUERY/.test(text) && isSorted(above)
  }
  const isPage = (parent) => {
    const [, above, text] = lines.find(([id]) => id === parent) ?? []
    if (above === undefined) return /LIMIT/i.test(statement)
    return /^LIST SUBQUERY/.test(text) ? /\bIN \(SELECT [^;]* LIMIT (:limit OFFSET :offset|\d+)\)/.test(statement) : isPage(above)
  }
  return (
    lines
      .filter(([, , text]) => text.startsWith('SCAN ') && !/^SCAN (\(|CONSTANT ROW|\w+ VIRTUAL TABLE)/.test(text))
      // What another part of the statement has gathered; how it did that has lines of its own.
      .filter(([, , text]) => !gathered.includes(text.split(' ')[1]))
      .filter(([, parent, text]) => !(text.includes('USING') || isInOrderOfId) || isSorted(parent) || !isPage(parent))
      .map(([, , text]) => ({ table: text.split(' ')[1], how: text }))
  )
}

/** As explainPostgresql(). Tables are named as in the statement. */
export function explainSqlite(file, statements) {
  const program = [
    'import json, sqlite3, sys',
    'statements, values = json.load(sys.stdin)',
    'class Values(dict):',
    '    def __missing__(self, name): return 1',
    'connection = sqlite3.connect(sys.argv[1])',
    'explain = lambda text: [(row[0], row[1], row[3]) for row in connection.execute("EXPLAIN QUERY PLAN " + text, Values(values))]',
    'print(json.dumps([explain(text) for text in statements]))',
  ].join('\n')
  const plans = JSON.parse(
    execFileSync('/usr/bin/python3', ['-c', program, file], {
      input: JSON.stringify([statements, values]),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }),
  )
  return statements.map((statement, i) => {
    // Versions name it in different words.
    const sorting = plans[i].filter(([, , text]) =>
      /^USE TEMP B-TREE FOR (RIGHT PART|LAST (\d+ )?TERMS?) OF ORDER BY$/.test(text),
    )
    const sortsAlike = plans[i].some(
      ([, parent, text]) => /^SCAN \w+ USING/.test(text) && sorting.some(([, of]) => of === parent),
    )
    return { statement, scans: sqliteScans(plans[i], statement), sortsAlike }
  })
}
