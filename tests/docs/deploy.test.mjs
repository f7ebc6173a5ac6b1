// The rules that images and compose files keep, without Docker.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { parseSections } from './sections.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = (...names) => readFileSync(join(root, ...names), 'utf8')
// Neither is run: one compiles, the other is what the servers' images begin with.
const parts = ['build', 'server']
const images = readdirSync(join(root, 'deploy/docker'))
  .filter((name) => name.endsWith('.Dockerfile'))
  .map((name) => name.replace('.Dockerfile', ''))
const dockerfile = (image) => text('deploy/docker', `${image}.Dockerfile`)
/** Instructions of the last stage, continued lines joined: [word, rest]. */
const instructions = (image) =>
  dockerfile(image)
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter(Boolean)
    .map((line) => /^(\S+)\s+(.*)$/.exec(line).slice(1))
const last = (image, word) => instructions(image).findLast(([name]) => name === word)?.[1]
const compose = parse(text('deploy/compose.yaml'), { merge: true })
const services = compose.services
const longRunning = Object.entries(services).filter(([name]) => name !== 'prepare')
const example = Object.fromEntries([...text('deploy/.env.example').matchAll(/^(\w+)=(.*)$/gm)].map((match) => match.slice(1)))
const version = /project\(trainingzip VERSION (\S+) /.exec(text('CMakeLists.txt'))[1]

test('every image runs as a numbered user, tells its health, stops on a signal, and says what it is', () => {
  assert.ok(images.length >= 9)
  for (const image of images.filter((name) => !parts.includes(name))) {
    assert.match(last(image, 'USER'), /^[1-9]\d*:[1-9]\d*$/, image)
    assert.match(last(image, 'HEALTHCHECK'), /CMD \[/, image)
    assert.match(last(image, 'ENTRYPOINT'), /^\[/, image)
    for (const label of ['title', 'version', 'revision', 'source', 'licenses']) {
      assert.ok(last(image, 'LABEL').includes(`org.opencontainers.image.${label}=`), `${image}: ${label}`)
    }
  }
})

test('every image has the licence, itself or from the image that it is built on', () => {
  for (const image of images.filter((name) => name !== 'build')) {
    const has = instructions(image).some(
      ([word, rest]) => word === 'COPY' && rest === 'LICENSE NOTICE /usr/share/doc/trainingzip/',
    )
    assert.equal(has, last(image, 'FROM') !== '${SERVER}', image)
  }
})

test('images hold for the classic builder, and leave nothing of apt behind', () => {
  for (const image of images) {
    assert.doesNotMatch(dockerfile(image), /RUN --mount|<<-?['"]?\w|^# syntax/m, image)
    for (const [word, rest] of instructions(image)) {
      assert.notEqual(word, 'ADD', image)
      if (word === 'RUN' && rest.includes('apt-get install')) {
        assert.match(rest, /--no-install-recommends/, image)
        assert.match(rest, /rm -rf \/var\/lib\/apt\/lists\/\*/, image)
      }
    }
  }
})

test('each server has only what it needs', () => {
  for (const image of ['api', 'streaming']) assert.doesNotMatch(dockerfile(image), /libav|onnxruntime|models/, image)
  assert.doesNotMatch(dockerfile('streaming'), /libpq|soci/)
  for (const image of images) assert.doesNotMatch(last(image, 'COPY') ?? '', /secrets|\.env/, image)
})

test('settings that images and compose give exist', () => {
  const sections = parseSections(text('config/trainingzip.toml'))
  const known = new Set(
    Object.entries(sections).flatMap(([name, pairs]) => pairs.map(({ key }) => `TRAININGZIP_${name}_${key}`.toUpperCase())),
  )
  assert.ok(known.has('TRAININGZIP_API_PORT'))
  const given = [
    ...images.flatMap((image) => [...dockerfile(image).matchAll(/\b(TRAININGZIP_\w+)=/g)].map((match) => match[1])),
    ...Object.values(services).flatMap(({ environment = {} }) =>
      Object.keys(environment).filter((name) => name.startsWith('TRAININGZIP_')),
    ),
  ]
  assert.ok(given.length > 40)
  for (const name of given) assert.ok(known.has(name), name)
})

test('only the gateway publishes ports', () => {
  assert.deepEqual(
    Object.keys(services).filter((name) => services[name].ports),
    ['gateway'],
  )
})

test('no container writes into its image, has rights of the kernel, or takes all of the host', () => {
  for (const [name, service] of Object.entries(services)) {
    assert.equal(service.read_only, true, name)
    assert.deepEqual(service.cap_drop, ['ALL'], name)
    assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name)
    assert.ok(service.logging.options['max-size'] && service.pids_limit, name)
    assert.ok(!service.privileged && service.network_mode !== 'host', name)
  }
  for (const [name, service] of longRunning) {
    assert.ok(!service.cap_add && service.mem_limit && service.cpu_shares && service.restart !== 'no', name)
  }
})

test('networks are the walls', () => {
  const isInternal = (name) => compose.networks[name].internal === true
  const inside = (network) => longRunning.filter(([, service]) => service.networks.includes(network)).map(([name]) => name)
  assert.deepEqual(inside('database').sort(), ['api', 'database', 'upload'])
  assert.deepEqual(inside('work').sort(), ['api', 'pose', 'shape', 'upload'])
  for (const name of ['pose', 'shape', 'database', 'upload', 'streaming']) {
    for (const network of services[name].networks) assert.ok(isInternal(network), `${name}: ${network}`)
  }
  const weight = (name) => services[name].cpu_shares
  for (const viewer of ['gateway', 'streaming', 'api', 'database']) {
    for (const job of ['pose', 'shape', 'upload']) assert.ok(weight(viewer) > weight(job), `${viewer} before ${job}`)
  }
})

test('a secret is mounted by whom it is for', () => {
  const mounts = (name) => services[name].volumes.map((volume) => volume.replace('${TRAININGZIP_DATA:-./data}', '').split(':')[0])
  for (const [name] of longRunning.filter(([name]) => name !== 'api')) {
    assert.ok(!mounts(name).some((path) => path === '' || path === '/secrets'), `${name} sees the signing key`)
  }
  for (const name of ['pose', 'shape', 'streaming', 'gateway']) assert.ok(!mounts(name).includes('/secrets/database'), name)
})

test('.env.example names what compose asks for, and the version of the project', () => {
  const asked = new Set([...text('deploy/compose.yaml').matchAll(/\$\{(\w+)(?::-([^}]*))?\}/g)].map((match) => match[1]))
  const optional = /_MEMORY$|_LOG_LEVEL$|_ALLOWED_ORIGINS$/
  for (const name of asked) assert.ok(name in example || optional.test(name), name)
  for (const name of Object.keys(example)) assert.ok(asked.has(name) || name === 'COMPOSE_FILE', name)
  for (const [name, value] of Object.entries(example)) if (name.endsWith('_VERSION')) assert.equal(value, version, name)
  for (const [, given] of text('deploy/compose.yaml').matchAll(/_VERSION:-([^}]*)\}/g)) assert.equal(given, version)
})

test('the GPU variants take the place of services that exist, with images that are built', () => {
  for (const [name, service] of Object.entries(parse(text('deploy/compose.gpu.yaml')).services)) {
    assert.ok(name in services)
    assert.ok(images.includes(/\/([\w-]+):/.exec(service.image.replace(/^\$\{[^}]*\}/, ''))[1]), service.image)
  }
})

test('docker-compose takes the files, where it is', (context) => {
  const program = [['docker', 'compose'], ['docker-compose']].find(
    ([name, ...words]) => spawnSync(name, [...words, 'version']).status === 0,
  )
  if (!program) return context.skip('docker-compose is not here')
  for (const files of [['compose.yaml'], ['compose.yaml', 'compose.gpu.yaml']]) {
    const words = [
      ...program.slice(1),
      '--env-file',
      '.env.example',
      ...files.flatMap((file) => ['-f', file]),
      'config',
      '--quiet',
    ]
    const { status, stderr } = spawnSync(program[0], words, { cwd: join(root, 'deploy'), encoding: 'utf8' })
    assert.equal(status, 0, stderr)
  }
})

test('what the scripts of deployment say of themselves is there', () => {
  for (const name of ['scripts/ci/images', 'scripts/ci/smoke', 'deploy/update']) {
    assert.ok(existsSync(join(root, name)))
    const { status, stdout } = spawnSync(join(root, name), ['--help'], { encoding: 'utf8' })
    assert.equal(status, 0, name)
    assert.match(stdout, /^usage: /)
  }
})
