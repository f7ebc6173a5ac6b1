// What every server does as a process: options, settings, the port file, and how it ends. The streaming server
// stands for all of them.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { after, before, test } from 'node:test'
import { join } from 'node:path'
import { binaries, DataFolder, root, Server } from './harness.mjs'

const program = join(binaries, 'trainingzip-streaming')
const config = join(root, 'config', 'trainingzip.toml')
const upload = 'fedcba9876543210fedcba9876543210'

let data

before(() => {
  data = new DataFolder()
  const folder = data.join('storage', 'trainings', '1', upload)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'video.mp4'), Buffer.alloc(20_000_000, 'v'))
  writeFileSync(data.join('storage', 'trainings', '1', 'current'), upload)
})
after(() => data.remove())

const streaming = (options = {}) =>
  new Server('streaming', { data, settings: { storage_root: data.join('storage') }, ...options })

/** Runs to the end. */
function run(parameters, environment = {}) {
  const result = spawnSync(program, parameters, {
    cwd: data.path,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { code: result.status, output: result.stdout, error: result.stderr }
}

test('--help says how it is called', () => {
  const { code, output } = run(['--help'])
  assert.equal(code, 0)
  assert.match(
    output,
    /^usage: trainingzip-streaming --config FILE \[--port-file FILE\] \[--metrics-port-file FILE\] \[--routes\] \[--probe ready\|live\] \[--version\]\n$/,
  )
})

test('every program says which version it is', () => {
  const version = /project\(trainingzip VERSION (\S+) /.exec(readFileSync(join(root, 'CMakeLists.txt'), 'utf8'))[1]
  for (const name of ['api', 'upload', 'pose', 'shape', 'streaming', 'media', 'picture']) {
    const result = spawnSync(join(binaries, `trainingzip-${name}`), ['--version'], { encoding: 'utf8' })
    assert.equal(result.status, 0, result.stderr)
    assert.match(result.stdout, new RegExp(`^trainingzip-${name} ${version.replaceAll('.', '\\.')}( \\([0-9a-f]+\\))?\n$`))
  }
})

test('threads run at the priority of the settings, but for the one that waits for signals; pose and shape are idle', async () => {
  /** Scheduling policies of the threads (sched(7)): 0 is normal, 5 idle. */
  const policies = (server) => {
    const threads = `/proc/${server.child.pid}/task`
    const ofThread = (id) =>
      Number(
        readFileSync(`${threads}/${id}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')[38],
      )
    return readdirSync(threads).map(ofThread)
  }
  for (const priority of ['normal', 'idle']) {
    const server = await streaming({ settings: { storage_root: data.join('storage'), processor_priority: priority } }).start()
    const found = policies(server)
    const normal = priority === 'normal' ? found.length : 1
    assert.ok(found.length > 2)
    assert.equal(found.filter((policy) => policy === 0).length, normal, String(found))
    assert.equal(found.filter((policy) => policy === 5).length, found.length - normal, String(found))
    await server.stop()
  }
  for (const name of ['pose', 'shape']) {
    const section = new RegExp(`^\\[${name}\\]$[^]*?^processor_priority = "(.*)"$`, 'm').exec(readFileSync(config, 'utf8'))
    assert.equal(section[1], 'idle', name)
  }
})

test('what keeps it from starting is one clear line, and code 1', () => {
  const taken = data.join('broken.toml')
  writeFileSync(taken, '[streaming\n')
  for (const [parameters, environment, message] of /** @type {any[][]} */ ([
    [[], {}, /--config FILE is missing/],
    [['--config'], {}, /--config needs a file/],
    [['--config', config, '--probe'], {}, /--probe takes ready or live, not ''/],
    [['--config', config, '--probe', 'alive'], {}, /--probe takes ready or live, not 'alive'/],
    [['--configuration', config], {}, /unknown option '--configuration'/],
    [['--config', data.join('nowhere.toml')], {}, /nowhere\.toml' does not exist/],
    [['--config', taken], {}, /line 1/],
    [['--config', config], { TRAININGZIP_STREAMING_PORTT: '1' }, /TRAININGZIP_STREAMING_PORTT/],
    [['--config', config], { TRAININGZIP_STREAMING_PORT: '65536' }, /port = 65536 is not in 0\.\.65535/],
    [['--config', config], { TRAININGZIP_STREAMING_LOG_LEVEL: 'loud' }, /'loud' is not a log level/],
    [
      ['--config', config],
      { TRAININGZIP_STREAMING_TRUSTED_PROXIES: '10.0.0.0/33' },
      /trusted_proxies: '10\.0\.0\.0\/33' is not an address or a network/,
    ],
    [['--config', config], { TRAININGZIP_STREAMING_ADDRESS: 'somewhere' }, /'somewhere' is not an address/],
  ])) {
    const { code, error } = run(parameters, environment)
    assert.equal(code, 1, error)
    assert.match(error, message)
    assert.match(error, /^trainingzip-streaming: [^\n]+\n$/, 'one line')
  }
})

test('a server does not start where the program that opens what strangers send cannot have its sandbox', () => {
  const media = data.join('media')
  for (const [script, message] of /** @type {any[][]} */ ([
    [
      'echo "seccomp: Operation not permitted"; exit 1',
      /^trainingzip-upload: the sandbox of '.*media' cannot be had here: seccomp: Operation not permitted\n$/,
    ],
    ['kill -SYS $$', /cannot be had here: signal 31\n$/],
  ])) {
    writeFileSync(media, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    const environment = {
      ...process.env,
      TRAININGZIP_UPLOAD_MEDIA_PROGRAM: media,
      TRAININGZIP_UPLOAD_PORT: '0',
      TRAININGZIP_UPLOAD_METRICS_PORT: '0',
    }
    const result = spawnSync(join(binaries, 'trainingzip-upload'), ['--config', config], {
      cwd: data.path,
      env: environment,
      encoding: 'utf8',
    })
    assert.equal(result.status, 1)
    assert.match(result.stderr, message)
  }
})

test('a port that is taken is named', async () => {
  const server = await streaming().start()
  const { code, error } = run(['--config', config], {
    TRAININGZIP_STREAMING_PORT: String(server.port),
    TRAININGZIP_STREAMING_METRICS_PORT: '0',
    TRAININGZIP_STREAMING_STORAGE_ROOT: data.join('storage'),
  })
  assert.equal(code, 1)
  assert.match(error, new RegExp(`cannot listen on 127\\.0\\.0\\.1:${server.port}: `))
  await server.stop()
})

test('--probe tells whether the one that runs lives and can work', async () => {
  const server = await streaming().start()
  const ask = (what, port) =>
    run(['--config', config, '--probe', what, '--port-file', server.portFile], {
      TRAININGZIP_STREAMING_PORT: String(port),
      TRAININGZIP_STREAMING_ADDRESS: '0.0.0.0',
    })
  assert.deepEqual(ask('live', server.port), { code: 0, output: 'ok\n', error: '' })
  assert.deepEqual(ask('ready', 0), { code: 0, output: 'ready\n', error: '' }, 'the port of the file')
  const { port } = server
  await server.stop()
  const stopped = ask('ready', port)
  assert.equal(stopped.code, 1)
  assert.match(stopped.output, /^[^\n]+\n$/, 'one line')
  assert.match(ask('ready', 0).error, /--port-file does not tell it/)
})

test('--probe gives the reason why it cannot work', async () => {
  const gone = data.join('gone')
  const server = await streaming({ settings: { storage_root: gone } }).start()
  rmSync(gone, { recursive: true })
  const ask = (what) =>
    run(['--config', config, '--probe', what, '--port-file', server.portFile], { TRAININGZIP_STREAMING_PORT: '0' })
  assert.equal(ask('live').code, 0)
  const { code, output } = ask('ready')
  assert.equal(code, 1)
  assert.match(output, /^the storage folder cannot be read\n$/)
  await server.stop()
})

test('the port file is there while it runs', async () => {
  const server = await streaming().start()
  assert.match(readFileSync(server.portFile, 'utf8'), /^\d+\n$/)
  await server.stop()
  assert.ok(!existsSync(server.portFile))
})

test('an answer under way is finished before it ends', async () => {
  const server = await streaming().start()
  const socket = net.connect(server.port, '127.0.0.1')
  socket.write('GET /training/1/video HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await new Promise((resolve) => socket.once('readable', resolve))
  const stopped = server.stop()
  await new Promise((resolve) => setTimeout(resolve, 300))
  assert.ok(!server.exited, 'it waits for the answer')
  await assert.rejects(fetch(`${server.url}/healthz`), 'it takes no more')
  let received = 0
  for await (const piece of socket) received += piece.length
  assert.ok(received > 20_000_000, `${received} bytes`)
  await stopped
})

test('a client that does not take its answer does not keep it from ending', async () => {
  const server = await streaming({ settings: { storage_root: data.join('storage'), stop_timeout_seconds: 1 } }).start()
  const socket = net.connect(server.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write('GET /training/1/video HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await new Promise((resolve) => socket.once('readable', resolve))
  const began = Date.now()
  await server.stop()
  assert.ok(Date.now() - began < 5000)
  socket.destroy()
})

test('it is reached over loopback only', async () => {
  const server = await streaming().start()
  const listening = readFileSync('/proc/net/tcp', 'utf8') + readFileSync('/proc/net/tcp6', 'utf8')
  const port = server.port.toString(16).toUpperCase().padStart(4, '0')
  const addresses = [...listening.matchAll(new RegExp(`: ([0-9A-F]+):${port} [0-9A-F]+:0000 0A `, 'g'))].map((match) => match[1])
  assert.deepEqual(addresses, ['0100007F'])
  await server.stop()
})
