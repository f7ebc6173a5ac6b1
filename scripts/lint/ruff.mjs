// node scripts/lint/ruff.mjs [--write] FILE...: checks Python, and its layout, with Ruff and the settings of ruff.toml.
// --write lays the files out.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import ruff from '@astral-sh/ruff-wasm-nodejs'

const words = process.argv.slice(2)
const writes = words[0] === '--write'
const files = writes ? words.slice(1) : words
const toJson = 'import json, sys, tomllib; json.dump(tomllib.load(sys.stdin.buffer), sys.stdout)'
const toml = readFileSync(new URL('../../ruff.toml', import.meta.url))
const settings = JSON.parse(execFileSync('python3', ['-c', toJson], { input: toml, encoding: 'utf8' }))
const workspace = new ruff.Workspace(settings, ruff.PositionEncoding.Utf32)

let count = 0
for (const file of files) {
  const text = readFileSync(file, 'utf8')
  for (const { code, message, start_location: start } of workspace.check(text)) {
    console.error(`${file}:${start.row}:${start.column}: ${code ?? 'syntax'} ${message}`)
    count += 1
  }
  const formatted = workspace.format(text)
  if (formatted === text) continue
  if (writes) {
    writeFileSync(file, formatted)
  } else {
    console.error(`${file}: is laid out otherwise: node scripts/lint/ruff.mjs --write ${file}`)
    count += 1
  }
}
process.exitCode = count > 0 ? 1 : 0
