// ./run: starts, says so, starts again what dies, stops in order, and says clearly what it cannot do.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { RunFixture, root, servers, until } from './run/run_fixture.mjs'

/** Local addresses of the TCP sockets that listen, as /proc/net/tcp and tcp6 give them. */
function listeners() {
  return ['tcp', 'tcp6'].flatMap((name) =>
    readFileSync(`/proc/net/${name}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((words) => words[3] === '0A')
      .map((words) => words[1]),
  )
}

function listensOutside(port) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const loopback = ['0100007F', '00000000000000000000000001000000']
  return listeners().some((socket) => socket.endsWith(`:${hex}`) && !loopback.includes(socket.split(':')[0]))
}

function runWith(...options) {
  return spawnSync(join(root, 'run'), options, { encoding: 'utf8', input: '', timeout: 60_000 })
}

test('no server is given the port of the gateway, though it listens only later', () => {
  const program = `
import sys
sys.path.insert(0, sys.argv[1])
import addresses
# So few that each is chosen, and none that another ./run would choose.
addresses.INNER_PORTS = range(19000, 19012)
free = [port for port in addresses.INNER_PORTS if addresses.is_free("127.0.0.1", port)]
print(sorted(addresses.PortChoice().choose(len(free) - 2, taken={free[0], free[-1]})) == free[1:-1])`
  assert.equal(
    execFileSync('/usr/bin/python3', ['-c', program, join(root, 'scripts/serve')], { encoding: 'utf8' }).trim(),
    'True',
  )
})

test('two that start at once choose other ports, though nothing listens yet', () => {
  const program = `
import sys
sys.path.insert(0, sys.argv[1])
import addresses
addresses.INNER_PORTS = range(19100, 19112)
first, second = addresses.PortChoice(), addresses.PortChoice()
print(set(first.choose(4)) & set(second.choose(4)) or "none is the same")
del first
print(len(second.choose(4)))`
  assert.equal(
    execFileSync('/usr/bin/python3', ['-c', program, join(root, 'scripts/serve')], { encoding: 'utf8' }),
    'none is the same\n4\n',
  )
})

test('--help explains the options and starts nothing', () => {
  const { status, stdout } = runWith('--help')
  assert.equal(status, 0)
  for (const option of ['--port', '--listen', '--data', '--domain', '--models-from', '--device', '--build-only', '--no-build']) {
    assert.ok(stdout.includes(option), option)
  }
})

test('an option or a value that does not exist is refused with its name', () => {
  for (const [options, word] of [
    [['--colour'], '--colour'],
    [['--port', 'many'], 'many'],
    [['--port', '70000'], '70000'],
    [['--device', 'abacus'], 'abacus'],
    [['--http-port', '65536'], '65536'],
    [['--domain'], '--domain'],
    [['--data'], '--data'],
    [['--models-from', '/no/such/folder'], '/no/such/folder'],
  ]) {
    const { status, stderr } = runWith(...[options].flat())
    assert.notEqual(status, 0)
    assert.match(stderr, new RegExp(`error: .*${word}`))
  }
})

test('the gateway has not started while the file of its process id comes and goes', () => {
  const program = `
import sys, tempfile, threading
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from trainingzip_gateway.nginx import PROCESS_ID_FILE, takes_signals
with tempfile.TemporaryDirectory() as name:
    file = Path(name) / PROCESS_ID_FILE
    def come_and_go():
        for _ in range(20000):
            file.touch()
            file.unlink()
    check = threading.Thread(target=come_and_go)
    check.start()
    while check.is_alive():
        assert not takes_signals(Path(name))
    file.write_text("42\\n")
    print(takes_signals(Path(name)))`
  const gateway = join(root, 'gateway')
  assert.equal(execFileSync('/usr/bin/python3', ['-c', program, gateway], { encoding: 'utf8' }).trim(), 'True')
})

test('another python3 before that of the system in the path is not used', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'training zip python '))
  writeFileSync(join(folder, 'python3'), '#!/bin/sh\necho "an old python3" >&2\nexit 1\n', { mode: 0o755 })
  const fixture = await new RunFixture({ environment: () => ({ PATH: `${folder}:${process.env.PATH}` }) }).ready()
  assert.equal((await fixture.request('/api/trainings')).status, 200)
  assert.equal(await fixture.stop(), 0)
  rmSync(folder, { recursive: true })
})

test('starts all servers, prints one address and stops with exit code 0', async () => {
  const fixture = await new RunFixture().ready()
  assert.ok(fixture.output.includes(fixture.address))
  assert.equal((await fixture.request('/api/trainings')).status, 200)
  const logs = () => servers.map((name) => fixture.log(`${name}.log`))
  assert.ok(logs().every((log) => log.includes('listens')))
  /** @type {any} */
  let stopped
  const stopping = fixture.ended.then(() => {
    stopped = logs()
  })
  // The promise above reads the logs before stop() removes the folder.
  fixture.child.kill('SIGINT')
  await stopping
  assert.equal(await fixture.stop(), 0)
  assert.ok(stopped.every((log) => log.includes('stops')))
})

test('nothing listens outside this machine unless it is asked for', async () => {
  const fixture = await new RunFixture().ready()
  try {
    const configuration = readFileSync(join(fixture.data, 'gateway', 'nginx.conf'), 'utf8')
    const inner = [...configuration.matchAll(/server 127\.0\.0\.1:(\d+)/g)].map((match) => Number(match[1]))
    assert.equal(inner.length, 3)
    for (const port of [...inner, Number(new URL(fixture.address).port)]) assert.ok(!listensOutside(port))
    // Without --domain nobody listens on plain HTTP, and no authority is asked for a certificate.
    assert.ok(configuration.match(/listen .*;/g).every((line) => line.includes(' ssl ')))
    for (const name of ['acme', 'webroot', 'logs/certificates.log']) assert.ok(!existsSync(join(fixture.data, name)), name)
  } finally {
    await fixture.stop()
  }
})

test('--listen opens the gateway, and the gateway alone, under the names of the machine', async () => {
  const environment = () => ({ TRAININGZIP_API_HOST_NAMES: 'Training.example' })
  const fixture = await new RunFixture({ options: ['--listen', '0.0.0.0'], environment }).ready()
  try {
    const addresses = Object.values(networkInterfaces())
      .flat()
      .filter(({ internal, scopeid }) => !internal && !scopeid)
    const names = [
      'localhost',
      '127.0.0.1',
      '[::1]',
      hostname().toLowerCase(),
      `${hostname().toLowerCase().split('.')[0]}.local`,
      'training.example',
    ]
    names.push(...addresses.map(({ address }) => (address.includes(':') ? `[${address}]` : address)))
    const { port } = new URL(fixture.address)
    for (const name of names) {
      const answer = await fixture.request('/api/trainings', { headers: { Host: `${name}:${port}` } })
      assert.equal(answer.status, 200, name)
      // The servers believe the same names.
      assert.ok(answer.json().hosts.split(' ').includes(name), name)
    }
    assert.equal((await fixture.request('/', { headers: { Host: 'evil.example' } })).status, 421)
    const text = execFileSync('openssl', ['x509', '-in', join(fixture.data, 'certificates', 'server.crt'), '-noout', '-text'], {
      encoding: 'utf8',
    })
    for (const name of ['DNS:training.example', `DNS:${hostname().toLowerCase()}`]) assert.ok(text.includes(name), name)
    assert.ok(listensOutside(Number(new URL(fixture.address).port)))
    const configuration = readFileSync(join(fixture.data, 'gateway', 'nginx.conf'), 'utf8')
    const inner = [...configuration.matchAll(/server 127\.0\.0\.1:(\d+)/g)].map((match) => Number(match[1]))
    assert.ok(inner.length >= 3)
    for (const one of inner) assert.ok(!listensOutside(one))
  } finally {
    await fixture.stop()
  }
})

/** Of all that run: process id, parent, process group, session and program. */
function processes() {
  const found = []
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const [, program, rest] = /^\d+ \((.*)\) \S (.*)$/s.exec(readFileSync(`/proc/${entry}/stat`, 'utf8')) ?? []
      const [parent, group, session] = rest.split(' ').map(Number)
      found.push({ id: Number(entry), program, parent, group, session })
    } catch {
      // It has ended meanwhile.
    }
  }
  return found
}

test('the servers share one session, in which the scheduler weighs them, but not the process group of the terminal', async () => {
  const fixture = await new RunFixture().ready()
  try {
    const all = processes()
    const run = all.find(({ id }) => id === fixture.child.pid)
    const below = (id) => all.filter(({ parent }) => parent === id).flatMap((child) => [child, ...below(child.id)])
    const started = below(fixture.child.pid)
    const nginx = started.filter(({ program }) => program === 'nginx')
    assert.ok(started.length >= servers.length + nginx.length && nginx.length > 0, JSON.stringify(started))
    for (const one of started) {
      assert.equal(one.session, run.session, one.program)
      assert.notEqual(one.group, run.group, one.program)
    }
  } finally {
    assert.equal(await fixture.stop(), 0)
  }
})

test('a server that dies is started again on its port, and the person is told', async () => {
  const fixture = await new RunFixture().ready()
  try {
    assert.equal((await fixture.request('/api/end', { method: 'POST' })).status, 502)
    // On a busy machine it may be back before it is asked: then it dies again.
    const away = await until(async () => {
      const answer = await fixture.request('/api/trainings')
      if (answer.status === 200) await fixture.request('/api/end', { method: 'POST' })
      return answer.status === 503 && answer
    }, 'it is away')
    assert.equal(away.json().error, '2008')
    assert.ok(Number(away.headers['retry-after']) > 0)
    await until(() => fixture.output.includes('api has ended (exit code 3)'), 'the message')
    await until(async () => (await fixture.request('/api/trainings')).status === 200, 'the server is back')
  } finally {
    assert.equal(await fixture.stop(), 0)
  }
})

test('what worked is started again at once, what cannot start after a growing pause', () => {
  const program = `
import sys
sys.path.insert(0, sys.argv[1])
from backoff import Backoff
pauses = lambda backoff, deaths: [backoff.pause(now, lived, had_started) for now, lived, had_started in deaths]
cannot_start = Backoff(30)
print(pauses(cannot_start, [(10 * n, 1, False) for n in range(8)]))
print(pauses(cannot_start, [(100, 1, True), (101, 0, False), (102, 0, False)]))
print(pauses(cannot_start, [(500, 61, False)]))
killed_often = Backoff(30)
print(pauses(killed_often, [(n, 1, True) for n in range(23)])[-4:])
print(pauses(killed_often, [(90, 67, True)]))
`
  const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', program, join(root, 'scripts', 'serve')], { encoding: 'utf8' })
  assert.equal(stderr, '')
  assert.deepEqual(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
    [[0.5, 1, 2, 4, 8, 16, 30, 30], [0.05, 0.5, 1], [0.5], [0.05, 0.5, 1, 2], [0.05]],
  )
})

test('a server that waits for models keeps nothing from starting', async () => {
  const waits = `#!/usr/bin/env node
import http from 'node:http'
http.createServer((request, response) => {
  response.statusCode = 503
  response.end('waiting for models: /models/a.onnx')
}).listen(Number(process.env.TRAININGZIP_POSE_PORT), '127.0.0.1')
`
  const fixture = await new RunFixture({ replace: { pose: waits } }).ready()
  assert.equal((await fixture.request('/api/trainings')).status, 200)
  assert.equal(await fixture.stop(), 0)
})

test('models that are missing are looked for again until they are there, and the person is told', () => {
  const program = `
import json, sys, tempfile, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from fetch_models import FetchModels
folder = Path(tempfile.mkdtemp(dir=sys.argv[2]))
state = lambda missing, stand_in=False: json.dumps(
    {"missing": [{"path": path, "reasons": []} for path in missing], "standIn": stand_in, "lookedIn": []})
(folder / "state.json").write_text(state(["a.onnx"], True))
tries = folder / "tries"
# The third time the files are there.
look = ("import sys, pathlib; tries = pathlib.Path(sys.argv[1]); tries.open('a').write('x');"
        "len(tries.read_text()) == 3 and pathlib.Path(sys.argv[2]).write_text(sys.argv[3])")
fetch = FetchModels([sys.executable, "-c", look, str(tries), str(folder / "state.json"), state([])], folder, folder / "log", 0.05)
print(json.dumps(fetch.warning()))
said = []
end = time.monotonic() + 20
while not said and time.monotonic() < end:
    fetch.watch(said.append)
    time.sleep(0.01)
print(json.dumps([said, tries.read_text(), fetch.warning()]))
for _ in range(30):
    fetch.watch(said.append)
    time.sleep(0.01)
print(json.dumps([len(said), tries.read_text()]))
fetch.stop()
`
  const folder = mkdtempSync(join(tmpdir(), 'fetch-models-'))
  try {
    const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', program, join(root, 'scripts', 'serve'), folder], {
      encoding: 'utf8',
    })
    assert.equal(stderr, '')
    const [warning, found, later] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.match(warning[0], /less exact/)
    assert.match(warning.join('\n'), /missing: a\.onnx[^]*\.\/run --models-from FOLDER\|URL/)
    assert.deepEqual(found, [['the real networks are there; they are used from now on'], 'xxx', []])
    assert.deepEqual(later, [1, 'xxx'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a name that is none is named', async () => {
  for (const name of ['training.example:8443', 'a;b']) {
    const fixture = new RunFixture({ environment: () => ({ TRAININGZIP_API_HOST_NAMES: `fine.example ${name}` }) })
    assert.equal(await fixture.ended, 1)
    assert.ok(fixture.output.includes(`host_names of section [api]: '${name}' is not a host name without a port`), fixture.output)
    await fixture.stop()
  }
})

test('a server that cannot start is named, with the end of its log', async () => {
  const broken = '#!/bin/sh\necho "the data folder is upside down" >&2\nexit 1\n'
  const fixture = new RunFixture({ replace: { upload: broken } })
  assert.equal(await fixture.ended, 1)
  assert.match(fixture.output, /upload does not become ready/)
  assert.match(fixture.output, /the data folder is upside down/)
  await fixture.stop()
})

test('a server that ignores the signal is killed at the deadline', async () => {
  const deaf = readFileSync(new URL('run/stand_in_server.mjs', import.meta.url), 'utf8').replace(
    /process\.on\('SIGTERM'[\s\S]*$/,
    "process.on('SIGTERM', () => {})",
  )
  const fixture = await new RunFixture({ replace: { pose: deaf }, options: ['--stop-seconds', '2'] }).ready()
  const began = Date.now()
  assert.equal(await fixture.stop(), 1)
  assert.ok(Date.now() - began < 14_000)
  assert.match(fixture.output, /pose did not stop within 2 s/)
})

test('a second ./run on the same data folder is refused', async () => {
  const fixture = await new RunFixture().ready()
  try {
    const second = runWith('--no-install', '--no-build', '--port', '0', '--data', fixture.data)
    assert.notEqual(second.status, 0)
    assert.match(second.stderr, /another .\/run works with/)
  } finally {
    await fixture.stop()
  }
})

test('the certificate names localhost and the loopback addresses, the keys are closed to others', async () => {
  const fixture = await new RunFixture().ready()
  try {
    const certificate = join(fixture.data, 'certificates', 'server.crt')
    const text = execFileSync('openssl', ['x509', '-in', certificate, '-noout', '-text'], { encoding: 'utf8' })
    for (const name of ['DNS:localhost', 'IP Address:127.0.0.1', 'IP Address:0:0:0:0:0:0:0:1', 'prime256v1']) {
      assert.ok(text.includes(name), name)
    }
    for (const file of ['certificates/server.key', 'secrets/service_token']) {
      assert.equal(statSync(join(fixture.data, file)).mode & 0o077, 0, file)
    }
    assert.equal(statSync(fixture.data).mode & 0o077, 0)
  } finally {
    await fixture.stop()
  }
})
