// deploy/systemd: what the installer puts where, and that systemd understands the units and finds their walls high.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseSections, servers } from './sections.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (...names) => readFileSync(join(...names), 'utf8')
const skip = spawnSync('systemd-analyze', ['--version']).status !== 0 && 'units: systemd-analyze is not here'

let folder
let installed
let units

const install = (...options) =>
  execFileSync(
    join(root, 'deploy/systemd/install'),
    [
      '--root',
      installed,
      '--binaries',
      join(folder, 'bin'),
      '--page',
      join(folder, 'page'),
      '--models',
      join(folder, 'models'),
      ...options,
    ],
    { encoding: 'utf8' },
  )

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'trainingzip-systemd-'))
  installed = join(folder, 'root')
  units = join(installed, 'usr/lib/systemd/system')
  for (const name of ['bin', 'page', 'models']) mkdirSync(join(folder, name))
  for (const name of [...servers, 'media', 'picture']) {
    writeFileSync(join(folder, 'bin', `trainingzip-${name}`), '#!/bin/sh\n')
    chmodSync(join(folder, 'bin', `trainingzip-${name}`), 0o755)
  }
  writeFileSync(join(folder, 'page/index.html'), 'first')
  install()
})
after(() => rmSync(folder, { recursive: true }))

test('a second installation brings what is new and keeps settings and secrets', () => {
  const settings = join(installed, 'etc/trainingzip')
  const token = read(settings, 'service_token')
  assert.match(token, /^[0-9a-f]{64}$/)
  for (const name of ['service_token', 'database.environment', 'api.environment'])
    assert.equal(statSync(join(settings, name)).mode & 0o777, 0o600, name)
  writeFileSync(join(settings, 'environment'), 'TRAININGZIP_GATEWAY_PORT=8443\n')
  writeFileSync(join(folder, 'page/index.html'), 'second')
  install()
  assert.equal(read(settings, 'service_token'), token)
  assert.equal(read(settings, 'environment'), 'TRAININGZIP_GATEWAY_PORT=8443\n')
  assert.equal(read(installed, 'usr/share/trainingzip/page/index.html'), 'second')
  const left = execFileSync('find', [installed, '-name', '*.new', '-o', '-name', '*.old'], { encoding: 'utf8' })
  assert.equal(left, '')
})

test('every file and folder that the configuration names has its place', () => {
  const sections = parseSections(read(root, 'config/trainingzip.toml'))
  const given = new Map(
    read(root, 'deploy/systemd/paths.environment')
      .split('\n')
      .filter((line) => /^\w/.test(line))
      .map((line) => /** @type {[string, string]} */ (line.split('=', 2))),
  )
  const wanted = Object.entries(sections).flatMap(([section, keys]) =>
    keys
      .filter(({ value }) => /^"(sqlite:)?(data\/|\.deps\/|web\/)/.test(value))
      .map(({ key }) => `TRAININGZIP_${section}_${key}`.toUpperCase()),
  )
  // The folder of all models and the page have no slash at the end.
  wanted.push('TRAININGZIP_GATEWAY_MODELS')
  assert.deepEqual([...given.keys(), 'TRAININGZIP_API_DATABASE_URL'].sort(), [...new Set(wanted)].sort())
  // Read after the files of a unit, it would win over the database that they name.
  const database = 'TRAININGZIP_API_DATABASE_URL'
  assert.ok(!given.has(database))
  for (const name of ['api', 'upload'])
    assert.match(
      read(units, `trainingzip-${name}.service`),
      new RegExp(
        `^Environment=${database}=sqlite:/var/lib/trainingzip/.*\\nEnvironmentFile=-/etc/trainingzip/database.environment$`,
        'm',
      ),
    )
  for (const [name, value] of given) assert.match(value, /^(sqlite:)?\/(var\/lib|var\/log|usr\/share)\/trainingzip\//, name)
})

test('each server has a unit, a user and a copy of the secret', () => {
  const [users, files] = ['sysusers.d', 'tmpfiles.d'].map((name) => read(installed, 'usr/lib', name, 'trainingzip.conf'))
  for (const name of [...servers, 'gateway']) {
    const unit = read(units, `trainingzip-${name}.service`)
    assert.match(unit, new RegExp(`^User=trainingzip-${name}$`, 'm'))
    assert.match(users, new RegExp(`^u trainingzip-${name} `, 'm'))
    assert.match(files, new RegExp(`^C /var/lib/trainingzip/${name}/service_token 0600 trainingzip-${name} `, 'm'))
  }
  // Whoever looks into what strangers sent has no way out, and knows no database.
  for (const name of ['pose', 'shape']) {
    const unit = read(units, `trainingzip-${name}.service`)
    assert.match(unit, /^IPAddressDeny=any\nIPAddressAllow=localhost$/m)
    assert.doesNotMatch(unit, /database/)
  }
})

test('what holds for all is said once: it would win over the unit', () => {
  const keys = (text) => new Set(text.split('\n').flatMap((line) => line.match(/^\w+(?==)/) ?? []))
  // Of these every line counts.
  const lists = ['EnvironmentFile', 'SystemCallFilter']
  const common = keys(read(units, 'trainingzip-.service.d/walls.conf'))
  for (const name of readdirSync(units).filter((file) => file.endsWith('.service'))) {
    const twice = [...keys(read(units, name))].filter((key) => common.has(key) && !lists.includes(key))
    assert.deepEqual(twice, [], name)
    assert.match(read(units, name), /^Restart=(always|on-failure)$/m)
  }
})

test('systemd takes every line of the units', { skip }, () => {
  // Their programs are looked for where they are now.
  const copy = join(folder, 'units')
  mkdirSync(join(copy, 'trainingzip-.service.d'), { recursive: true })
  const names = readdirSync(units).filter((name) => name.includes('.service') || name.endsWith('.target'))
  const files = names.flatMap((name) => (name.endsWith('.d') ? [`${name}/walls.conf`] : [name]))
  assert.equal(files.length, servers.length + 4)
  for (const file of files)
    writeFileSync(join(copy, file), read(units, file).replaceAll('/usr/lib/trainingzip/', `${installed}/usr/lib/trainingzip/`))
  const paths = files.filter((file) => !file.includes('/')).map((file) => join(copy, file))
  const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', ...paths], {
    encoding: 'utf8',
    env: { ...process.env, SYSTEMD_UNIT_PATH: `${copy}:` },
  })
  // Of units of this machine it complains, too.
  const complaints = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('trainingzip'))
  assert.deepEqual([status, complaints], [0, []])
})

test('systemd finds the walls of every service high', { skip }, () => {
  for (const name of [...servers, 'gateway', 'certificates']) {
    const unit = `trainingzip-${name}.service`
    const { stdout, stderr } = spawnSync(
      'systemd-analyze',
      ['security', '--offline=true', `--root=${installed}`, '--no-pager', unit],
      { encoding: 'utf8' },
    )
    const [, exposure] = stdout.match(/Overall exposure level for \S+: ([\d.]+)/) ?? assert.fail(stdout + stderr)
    assert.ok(
      Number(exposure) <= 2,
      `${unit}: ${exposure}\n${stdout
        .split('\n')
        .filter((line) => line.startsWith('✗'))
        .join('\n')}`,
    )
  }
})

test('--remove takes away what was installed, and neither data nor settings', () => {
  mkdirSync(join(installed, 'var/lib/trainingzip'), { recursive: true })
  install('--remove')
  const left = execFileSync('find', [installed, '-type', 'f'], { encoding: 'utf8' }).trim().split('\n')
  assert.ok(
    left.every((name) => name.startsWith(join(installed, 'etc/trainingzip'))),
    left.join('\n'),
  )
  assert.ok(existsSync(join(installed, 'etc/trainingzip/service_token')) && existsSync(join(installed, 'var/lib/trainingzip')))
})
