// deploy/backup and deploy/restore: what people had before is there in an empty system, to the byte, and goes on.
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { kind, makeDatabase } from './database.mjs'
import { DataFolder, readWhole, root, Server, trainingClip, until } from './harness.mjs'
import { checkExchange } from './openapi/exchange.mjs'
import { programFolder } from './postgresql.mjs'
import { FakeWorker } from './upload_fixture.mjs'

const password = 'a long enough password'
const clip = readFileSync(trainingClip())
const size = { width: 720, height: 1280 }

/** All servers that keep something, on one data folder, with workers that the test holds in its hand. */
class System {
  constructor() {
    this.folder = new DataFolder()
    // As the shipped settings name it.
    mkdirSync(this.folder.join('data'))
    this.data = this.folder.join('data')
    this.size = size
  }

  storagePath(key) {
    return join(this.data, 'storage', key)
  }

  /** What the servers and the commands are told besides the shipped settings. */
  get environment() {
    return kind === 'sqlite' ? {} : { TRAININGZIP_API_DATABASE_URL: this.database.url }
  }

  async prepare() {
    this.database = await makeDatabase({ join: (...names) => join(this.data, ...names) })
    return this
  }

  /** held: no order for poses is answered before this is resolved. */
  async start(held) {
    this.pose = await new FakeWorker('pose', this).start()
    if (held) this.pose.answer = async (order, response, worker) => worker.finish(order, response, await held)
    this.shape = await new FakeWorker('shape', this).start()
    const settings = {
      api: { password_memory_kibibytes: 7168, password_passes: 1 },
      upload: {
        pose_url: `http://127.0.0.1:${this.pose.port}`,
        shape_url: `http://127.0.0.1:${this.shape.port}`,
        job_retry_seconds: 0.2,
      },
      streaming: {},
    }
    this.servers = {}
    for (const name of ['api', 'upload', 'streaming']) {
      const database = name === 'streaming' ? {} : { database_url: this.database.url }
      this.servers[name] = await new Server(name, { data: this.folder, settings: { ...database, ...settings[name] } }).start()
    }
    return this
  }

  async stop() {
    for (const server of Object.values(this.servers ?? {}).reverse()) if (!server.exited) await server.stop()
    await this.pose?.kill()
    await this.shape?.kill()
    this.servers = this.pose = this.shape = undefined
  }

  async remove() {
    await this.stop()
    this.database?.remove()
    this.folder.remove()
  }

  async call(server, method, path, /** @type {any} */ { user, json, body, status = 200 } = {}) {
    const headers = {
      ...(user && { Authorization: `Bearer ${user.accessToken}` }),
      ...(json && { 'Content-Type': 'application/json' }),
    }
    const sent = { method, path, headers, body: json ? JSON.stringify(json) : body }
    const answer = await readWhole(await fetch(this.servers[server].url + path, sent))
    checkExchange(server === 'api' ? '' : `/${server}`, sent, answer)
    assert.equal(answer.status, status, `${method} ${path}: ${answer.bytes.toString('utf8', 0, 300)}`)
    return answer
  }

  async training(user, title, visibility = 'public') {
    const { json } = await this.call('api', 'POST', '/trainings', {
      user,
      json: { title, body: '세 번', visibility },
      status: 201,
    })
    return json.trainingId
  }

  async send(user, training) {
    const body = new FormData()
    body.append('video', new Blob([clip], { type: 'video/mp4' }), 'squats.mp4')
    await this.call('upload', 'POST', `/trainings/${training}`, { user, body, status: 202 })
  }

  async reaches(user, training, isThere) {
    await until(
      async () => {
        const { json } = await this.call('upload', 'GET', `/trainings/${training}/progress`, { user })
        assert.notEqual(json.state, 'FAILED', JSON.stringify(json))
        return isThere(json)
      },
      `training ${training}`,
      120,
    )
  }
}

/** Runs deploy/NAME for a system; the servers go on meanwhile. */
function command(name, system, ...options) {
  const environment = { ...process.env, ...system.environment }
  if (kind === 'postgresql') environment.PATH = `${programFolder()}:${process.env.PATH}`
  const child = spawn(join(root, 'deploy', name), ['--data', system.data, ...options], { env: environment })
  const ended = { stdout: [], stderr: '' }
  child.stdout.on('data', (piece) => ended.stdout.push(piece))
  child.stderr.setEncoding('utf8').on('data', (piece) => {
    ended.stderr += piece
  })
  return new Promise((resolve) => child.on('close', (status) => resolve({ ...ended, status })))
}

async function succeeds(...parameters) {
  const result = await command(...parameters)
  assert.equal(result.status, 0, result.stderr)
  return result
}

async function refuses(sentence, ...parameters) {
  const { status, stderr } = await command(...parameters)
  assert.equal(status, 1, stderr)
  assert.match(stderr, sentence)
  assert.doesNotMatch(stderr, /Traceback/)
}

const videoOf = async (system, training, user) => {
  const { json } = await system.call('api', 'GET', `/trainings/${training}`, { user })
  const path = (link) => json._links[link].href.replace(/^.*\/streaming/, '')
  const files = []
  for (const link of ['video', 'shape']) files.push((await system.call('streaming', 'GET', path(link))).bytes)
  return files
}

let from
let user
let open
/** It is private. */
let unfinished
let archive
let seen
let files

/** What people see, without the address of the server. */
async function see(system) {
  const answers = []
  for (const path of [
    '/trainings',
    `/trainings/${open}`,
    `/trainings/${open}/comments`,
    `/trainings/${open}/poses`,
    '/profile',
    '/me/trainings',
  ]) {
    const { json } = await system.call('api', 'GET', path, { user })
    // A ticket is given out anew each time.
    answers.push([
      path,
      JSON.stringify(json)
        .replaceAll(system.servers.api.url, '')
        .replace(/ticket=[\w.-]+/g, 'ticket'),
    ])
  }
  return answers
}

before(async () => {
  from = await (await new System().prepare()).start()
  const signUp = { id: 'trainer', password, nickName: '훈련사', email: 'trainer@example.org' }
  user = (await from.call('api', 'POST', '/auth/signup', { json: signUp })).json
  open = await from.training(user, '스쿼트')
  await from.send(user, open)
  await from.reaches(user, open, ({ state }) => state === 'READY')
  await from.call('api', 'POST', `/comments/${open}`, { user, json: { message: 'ㅋ' }, status: 201 })
  // The viewer counts once, so that the numbers stay.
  await from.call('api', 'GET', `/trainings/${open}`, { user })
  // Nobody answers the order for its poses.
  from.pose.answer = () => {}
  unfinished = await from.training(user, 'For nobody else', 'private')
  await from.send(user, unfinished)
  await from.reaches(user, unfinished, ({ stages }) => stages.find(({ name }) => name === 'pose').state === 'running')
  files = await videoOf(from, open)
  seen = await see(from)
  archive = from.folder.join('backup.tar')
})
after(async () => {
  for (const worker of [from?.pose, from?.shape]) worker?.server.closeAllConnections()
  await from?.remove()
})

test('a backup is made while the servers work, and only its owner can read it', async () => {
  const [{ stderr }] = await Promise.all([succeeds('backup', from, archive), see(from)])
  assert.match(stderr, /backup\.tar: [\d.]+ MB/)
  assert.doesNotMatch(stderr, /warning/)
  assert.equal(statSync(archive).mode & 0o777, 0o600)
  assert.ok(!existsSync(from.storagePath('.backup')), 'nothing is left in the storage')
  const names = execFileSync('tar', ['-tf', archive], { encoding: 'utf8' }).trim().split('\n')
  assert.equal(names.at(-1), 'manifest.json')
  for (const name of ['keys/signing_key', 'keys/account_key', 'keys/service_token', `storage/trainings/${unfinished}/access`])
    assert.ok(names.includes(name), name)
  assert.ok(!names.includes(`storage/trainings/${open}/access`))
  await refuses(/exists/, 'backup', from, archive)
  assert.match((await succeeds('restore', from, '--check', archive)).stderr, /with 2 trainings, is whole/)
})

test('an empty system has everything again, and goes on', async () => {
  const to = await new System().prepare()
  try {
    // Through a pipe, as from another machine.
    const { stdout } = await succeeds('backup', from, '-')
    const copy = to.folder.join('copy.tar')
    writeFileSync(copy, Buffer.concat(stdout))
    await succeeds('restore', to, copy)
    assert.equal(statSync(join(to.data, 'secrets', 'signing_key.pem')).mode & 0o777, 0o600)
    const served = (system) => readFileSync(system.storagePath(`trainings/${open}/current`), 'utf8')
    const video = (system) => system.storagePath(`trainings/${open}/${served(system)}/video.mp4`)
    assert.equal(
      Math.floor(statSync(video(to)).mtimeMs),
      Math.floor(statSync(video(from)).mtimeMs),
      'validators of caches stay good',
    )

    /** @type {any} */
    let goOn
    await to.start(
      new Promise((resolve) => {
        goOn = resolve
      }),
    )
    await to.call('api', 'POST', '/auth/signin', { json: { id: 'trainer', password } })
    assert.deepEqual(await see(to), seen, 'the token from before is still good')
    goOn()
    assert.deepEqual(await videoOf(to, open), files)
    await to.reaches(user, unfinished, ({ state }) => state === 'READY')
    await to.call('streaming', 'GET', `/training/${unfinished}/video`, { status: 404 })
    assert.deepEqual(
      (await videoOf(to, unfinished, user)).map(({ length }) => length),
      files.map(({ length }) => length),
      'with a ticket',
    )
    assert.ok((await to.training(user, 'A new one')) > unfinished)
    await refuses(kind === 'sqlite' ? /there is something already.*database|in use/ : /in use/, 'restore', to, copy)
  } finally {
    await to.remove()
  }
})

test('what is there already is refused, and replaced by request, but never under servers that work', async () => {
  const to = await new System().prepare()
  try {
    await to.start()
    const other = { id: 'other', password, nickName: 'other', email: 'other@example.org' }
    const stranger = (await to.call('api', 'POST', '/auth/signup', { json: other })).json
    const gone = await to.training(stranger, 'Not in the backup', 'private')
    await refuses(/in use/, 'restore', to, '--replace', archive)
    await to.stop()
    await refuses(/something already: the database, files in .*--replace/, 'restore', to, archive)
    assert.ok(existsSync(to.storagePath(`trainings/${gone}/access`)))
    const key = readFileSync(join(to.data, 'secrets', 'signing_key.pem'), 'utf8')
    mkdirSync(to.storagePath('trainings/77'))
    await succeeds('restore', to, '--replace', archive)
    assert.notEqual(readFileSync(join(to.data, 'secrets', 'signing_key.pem'), 'utf8'), key)
    assert.ok(!existsSync(to.storagePath('trainings/77')))
    /** @type {any} */
    let goOn
    await to.start(
      new Promise((resolve) => {
        goOn = resolve
      }),
    )
    await to.call('api', 'POST', '/auth/signin', { json: { id: 'other', password }, status: 401 })
    assert.deepEqual(await see(to), seen)
    goOn()
    await to.stop()

    // The lock of ./run.
    const holder = spawn('flock', [join(to.data, 'lock'), 'sh', '-c', 'echo held; read line'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    await refuses(/a \.\/run works/, 'restore', to, '--replace', archive)
    holder.stdin.end()
  } finally {
    await to.remove()
  }
})

// Containers are not here: a stand-in for docker runs what should run in one, with the database of the test.
if (kind === 'postgresql') {
  test('the service of deploy/compose.yaml is backed up and restored through the container of its database', async () => {
    const to = await new System().prepare()
    try {
      mkdirSync(to.folder.join('bin'))
      writeFileSync(
        to.folder.join('bin', 'docker'),
        `#!/bin/bash
[[ "$*" == "compose version" ]] && exit 0
[[ "$1 $2 $3 $4 $5 $6" == "compose exec -T database sh -c" && "$PWD" == */deploy ]] || exit 9
export POSTGRES_PASSWORD_FILE=/dev/null
shift 4
from=postgresql://trainingzip@127.0.0.1/trainingzip
exec "\${@//"$from"/$TEST_URL}"
`,
        { mode: 0o755 },
      )
      const compose = (name, system, ...options) => {
        const environment = {
          ...process.env,
          TRAININGZIP_DATA: system.data,
          TEST_URL: system.database.url.replaceAll('&', '\\&'),
          PATH: `${to.folder.join('bin')}:${programFolder()}:${process.env.PATH}`,
        }
        return spawnSync(join(root, 'deploy', name), ['--compose', ...options], { encoding: 'utf8', env: environment })
      }
      // What the containers make before: the token has another place there.
      mkdirSync(join(to.data, 'secrets', 'service'), { recursive: true })
      writeFileSync(join(to.data, 'secrets', 'service', 'token'), 'made at the first start')
      mkdirSync(join(to.data, 'storage'), { recursive: true })
      const restored = compose('restore', to, archive)
      assert.equal(restored.status, 0, restored.stderr)
      const key = (system, ...names) => readFileSync(join(system.data, 'secrets', ...names), 'utf8')
      assert.equal(key(to, 'service', 'token'), key(from, 'service_token'))
      assert.equal(key(to, 'signing_key.pem'), key(from, 'signing_key.pem'))
      assert.deepEqual(to.database.sql('SELECT COUNT(*) FROM uploads'), [[2]])
      const again = compose('backup', to, to.folder.join('again.tar'))
      assert.equal(again.status, 0, again.stderr)
      const names = (file) => execFileSync('tar', ['-tf', file], { encoding: 'utf8' })
      assert.equal(names(to.folder.join('again.tar')), names(archive))
    } finally {
      await to.remove()
    }
  })
}

test('an archive that is damaged, cut off or not ours changes nothing', async () => {
  const to = await new System().prepare()
  try {
    const bad = to.folder.join('bad.tar')
    const whole = readFileSync(archive)
    const refused = async (sentence, content) => {
      if (content) {
        writeFileSync(bad, content)
        await refuses(sentence, 'restore', to, '--check', bad)
      }
      await refuses(sentence, 'restore', to, bad)
      assert.ok(!existsSync(join(to.data, 'secrets')))
      assert.ok(!existsSync(join(to.data, 'database.sqlite')))
      assert.deepEqual(readdirSync(join(to.data, 'storage')), [])
    }
    const changed = Buffer.from(whole)
    changed[changed.indexOf('ftyp') + 100] ^= 1
    await refused(/damaged: storage\/trainings/, changed)
    await refused(/not whole|cannot be read/, whole.subarray(0, whole.length / 2))
    await refused(/cannot be read/, 'no archive at all')
    // Of the other kind of database.
    const program = `import sys, time
sys.path.insert(0, sys.argv[1])
from archive import ArchiveWriter
with open(sys.argv[2], 'wb') as stream:
    writer = ArchiveWriter(stream)
    writer.close({'database': '${kind === 'sqlite' ? 'postgresql' : 'sqlite'}', 'created': '', 'version': '', 'trainings': 0, 'missing': []}, 0)`
    execFileSync('/usr/bin/python3', ['-c', program, join(root, 'scripts', 'backup'), bad])
    await refuses(/the backup is of \w+, and database_url names/, 'restore', to, bad)
  } finally {
    await to.remove()
  }
})

test('what an archive may hold is what a backup holds', () => {
  const program = `
import io, json, sys, tarfile
sys.path.insert(0, sys.argv[1])
from fault import BackupError
from put_back import check
def made(*members):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode='w') as tar:
        for name, text, changes in members:
            header = tarfile.TarInfo(name)
            header.size = len(text)
            for key, value in changes.items(): setattr(header, key, value)
            tar.addfile(header, io.BytesIO(text.encode()))
    stream.seek(0)
    return stream
add = lambda name, text='', **changes: (name, text, changes)
facts = {'format': 1, 'created': '', 'version': '', 'trainings': 0, 'missing': [], 'database': 'sqlite'}
manifest = lambda files={}, **changes: add('manifest.json', json.dumps({**facts, 'files': files, **changes}))
for archive in (
    made(add('storage/trainings/../../escaped')),
    made(add('/tmp/escaped')),
    made(add('storage/trainings/.hidden')),
    made(add('storage/elsewhere')),
    made(add('storage/trainings/a', type=tarfile.SYMTYPE, linkname='/etc')),
    made(add('storage/trainings/a', type=tarfile.DIRTYPE)),
    made(add('storage/trainings/a'), add('storage/trainings/a')),
    made(add('storage/trainings/a'), manifest()),
    made(manifest({'storage/trainings/b': {'bytes': 0, 'sha256': ''}})),
    made(manifest()),
    made(manifest(format=2)),
    made(manifest(database='abacus')),
    made(add('manifest.json', '[]')),
    made(add('manifest.json', '{')),
    made(manifest(), add('storage/trainings/a')),
    made(),
):
    try:
        check(archive)
        print('taken')
    except BackupError as error:
        print(error)
`
  const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', program, join(root, 'scripts', 'backup')], { encoding: 'utf8' })
  assert.equal(stderr, '')
  const notOurs = (name) => `the archive is not a backup of Training.zip: it has '${name}'`
  const unreadable = /^the manifest of the archive cannot be read: /
  const expected = [
    notOurs('storage/trainings/../../escaped'),
    notOurs('/tmp/escaped'),
    notOurs('storage/trainings/.hidden'),
    notOurs('storage/elsewhere'),
    notOurs('storage/trainings/a'),
    notOurs('storage/trainings/a'),
    notOurs('storage/trainings/a'),
    'the archive is damaged: storage/trainings/a is not what the manifest says',
    'the archive is damaged: storage/trainings/b is not what the manifest says',
    'the backup has no database',
    'the archive has format 2; this version reads 1',
    'the backup has no database',
    unreadable,
    unreadable,
    'the archive goes on after its manifest',
    'the archive is not whole: it has no manifest',
  ]
  const lines = stdout.trim().split('\n')
  assert.equal(lines.length, expected.length, stdout)
  for (const [at, line] of lines.entries()) {
    if (expected[at] instanceof RegExp) assert.match(line, expected[at])
    else assert.equal(line, expected[at])
  }
})

test('what comes and goes while a backup is made does no harm, and what the storage has lost is said', async () => {
  // A storage and a database of its own, whose files are moved at the moment when the database is copied.
  const to = await new System().prepare()
  try {
    await succeeds('restore', to, archive)
    const program = `
import io, os, shutil, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from archive import read_archive
from command_line import parser_of, system_of
from create import create
arguments = parser_of('backup', '').parse_args(['--data', sys.argv[2]])
place, database = system_of(arguments)
folder = next(path for path in (place.storage / 'trainings' / sys.argv[3]).iterdir() if path.is_dir())
aside = Path(sys.argv[2]) / 'aside'
real_copy = database.copy
copies = 0
def racing_copy(target):
    global copies
    copies += 1
    before()
    contents = real_copy(target)
    after()
    return contents
database.copy = racing_copy
def names():
    stream = io.BytesIO()
    missing = create(place, database, stream, '0', lambda text: None)
    stream.seek(0)
    return [name for name in read_archive(stream, None)['files'] if name.startswith(f'storage/trainings/{sys.argv[3]}/')], missing
nothing = lambda: None
before, after = nothing, nothing
everything, missing = names()
assert len(everything) == 3 and not missing, (everything, missing)
# It is put in place just before the database says so, and removed just after.
shutil.move(folder, aside)
before, after = (lambda: shutil.move(aside, folder)), nothing
assert names() == (everything, []) and copies == 2, copies
before, after = nothing, (lambda: shutil.move(folder, aside))
assert names() == (everything, []) and copies == 3, copies
# Lost for good: two copies of the database ask for it.
before, after = nothing, nothing
found, missing = names()
assert copies == 5 and len(found) == 1 and sorted(name.rpartition('/')[2] for name in missing) == ['shape.mp4', 'video.mp4'], (found, missing)
`
    const { status, stderr } = spawnSync(
      '/usr/bin/python3',
      ['-c', program, join(root, 'scripts', 'backup'), to.data, String(open)],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          ...to.environment,
          PATH: kind === 'postgresql' ? `${programFolder()}:${process.env.PATH}` : process.env.PATH,
        },
      },
    )
    assert.deepEqual([status, stderr], [0, ''])
    const { stderr: warned } = await succeeds('backup', to, to.folder.join('lacking.tar'))
    assert.match(warned, /warning: the storage has lost trainings\/\d+\/\w+\/video\.mp4/)
    // What a killed run has left is no hindrance, one that works is.
    mkdirSync(to.storagePath('.backup/files'), { recursive: true })
    await succeeds('backup', to, to.folder.join('again.tar'))
    mkdirSync(to.storagePath('.backup'))
    const holder = spawn('flock', [to.storagePath('.backup'), 'sh', '-c', 'echo held; read line'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    await refuses(/another backup or restore/, 'backup', to, to.folder.join('third.tar'))
    assert.deepEqual(
      readdirSync(to.folder.path).filter((name) => name.startsWith('third')),
      [],
    )
    holder.stdin.end()
  } finally {
    await to.remove()
  }
})
