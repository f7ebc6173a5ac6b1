// node with_postgresql.mjs COMMAND...: runs the command with TRAININGZIP_TEST_DATABASE=postgresql and one PostgreSQL
// server for all the tests in it; ends with its exit code.
import { spawn } from 'node:child_process'
import { PostgresqlServer } from './postgresql.mjs'

const server = await new PostgresqlServer().start()
const [program, ...options] = process.argv.slice(2)
const child = spawn(program, options, {
  stdio: 'inherit',
  env: { ...process.env, TRAININGZIP_TEST_DATABASE: 'postgresql', TRAININGZIP_TEST_POSTGRESQL: server.url('postgres') },
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
process.exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
await server.stop()
