// The scripts of CI that speak with other machines, with stand-ins for the programs that they call.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'trainingzip-ci-'))
after(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'bin'))

/** A stand-in in front of every program of that name. */
function standIn(name, script) {
  writeFileSync(join(folder, 'bin', name), `#!/bin/bash\n${script}\n`, { mode: 0o755 })
}

function run(script, options, environment = {}, from = root) {
  return spawnSync(join(from, 'scripts/ci', script), options, {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, ...environment, PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
  })
}

const git = (cwd, ...words) =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'init.defaultBranch=main', ...words], {
    cwd,
    encoding: 'utf8',
  }).trim()

test('a host gets the version, and the one from before when the new one does not work', () => {
  // Upstream, and the host's clone, whose deploy/update writes what it was told.
  const [upstream, host] = ['upstream', 'host'].map((name) => join(folder, name))
  mkdirSync(join(upstream, 'deploy'), { recursive: true })
  git(upstream, 'init', '-q')
  writeFileSync(
    join(upstream, 'deploy/update'),
    '#!/bin/bash\necho "$1" >>deploy/updates\n[[ "$1" != broken ]] || exit 1\nsed -i "s/^TRAININGZIP_API_VERSION=.*/TRAININGZIP_API_VERSION=$1/" deploy/.env\n',
    { mode: 0o755 },
  )
  git(upstream, 'add', '.')
  git(upstream, 'commit', '-qm', 'old')
  git(folder, 'clone', '-q', upstream, host)
  writeFileSync(join(host, 'deploy/.env'), 'TRAININGZIP_API_VERSION=0.1.0\n')
  git(upstream, 'commit', '-qm', 'new', '--allow-empty')
  const [old, commit] = [git(host, 'rev-parse', 'HEAD'), git(upstream, 'rev-parse', 'HEAD')]
  standIn('ssh', '[[ "$*" == *BatchMode=yes* && "${@: -2:1}" == user@host ]] || exit 99\nexec sh -c "${@: -1}"')
  // It answers unless the version that runs is the silent one.
  standIn('curl', `! grep -q =silent ${host}/deploy/.env`)
  const deploy = (version, to = commit) =>
    run('deploy', [
      '--host',
      'user@host',
      '--folder',
      host,
      '--commit',
      to,
      '--version',
      version,
      '--check',
      'https://x.example',
      '--seconds',
      '1',
    ])
  const updates = () => readFileSync(join(host, 'deploy/updates'), 'utf8').trim().split('\n')

  const good = deploy('0.2.0')
  assert.equal(good.status, 0, good.stderr)
  assert.deepEqual([git(host, 'rev-parse', 'HEAD'), updates()], [commit, ['0.2.0']])

  git(host, 'checkout', '-q', old)
  for (const version of ['broken', 'silent']) {
    const bad = deploy(version)
    assert.equal(bad.status, 1)
    assert.match(bad.stderr, /does not work with \w+; going back to 0\.2\.0/)
    assert.match(bad.stderr, /works with 0\.2\.0 again/)
    assert.equal(git(host, 'rev-parse', 'HEAD'), old)
  }
  assert.deepEqual(updates(), ['0.2.0', 'broken', '0.2.0', 'silent', '0.2.0'])

  const words = deploy('x; touch escaped')
  assert.equal(words.status, 2)
  assert.match(words.stderr, /not a usable name/)
  assert.ok(!existsSync(join(host, 'escaped')))
})

test('images get their tags, and are known by what they hold', () => {
  standIn(
    'docker',
    `echo "$*" >>${folder}/docker.log
case "$1" in image) echo "other/api@sha256:${'0'.repeat(64)}"; n="\${@: -1}"; echo "\${n%:*}@sha256:${'a'.repeat(64)}" ;; esac`,
  )
  const { status, stderr } = run('publish', [
    '--prefix',
    'ghcr.io/x',
    '--from',
    'built',
    '--digests',
    'digests',
    '--images',
    'api gateway',
    '1.2.3',
    'release',
  ])
  assert.equal(status, 0, stderr)
  assert.deepEqual(
    readFileSync(join(folder, 'digests'), 'utf8').trim().split('\n'),
    ['api', 'gateway'].map((name) => `ghcr.io/x/${name}@sha256:${'a'.repeat(64)}`),
  )
  const log = readFileSync(join(folder, 'docker.log'), 'utf8')
  for (const line of ['tag ghcr.io/x/api:built ghcr.io/x/api:1.2.3', 'push --quiet ghcr.io/x/gateway:release'])
    assert.ok(log.includes(`${line}\n`), line)
  assert.equal(
    run('checksums', ['digests']).stdout,
    ['api', 'gateway'].map((name) => `${'a'.repeat(64)}  ghcr.io/x/${name}\n`).join(''),
  )

  for (const name of ['cosign', 'syft']) standIn(name, `echo "${name} $*" | sed "s#/tmp/[^ ]*/#/#" >>${folder}/signed.log`)
  assert.equal(run('sign', ['digests']).status, 0)
  const image = `ghcr.io/x/api@sha256:${'a'.repeat(64)}`
  assert.deepEqual(readFileSync(join(folder, 'signed.log'), 'utf8').split('\n').slice(0, 3), [
    `cosign sign --yes ${image}`,
    `syft --quiet --output spdx-json=/sbom.json ${image}`,
    `cosign attest --yes --type spdxjson --predicate /sbom.json ${image}`,
  ])
})

test('a comment is put once under the open pull request, and renewed then', () => {
  const commit = 'c'.repeat(40)
  standIn(
    'gh',
    `echo "$*" >>${folder}/gh.log
case "$*" in *commits/*) echo "$NUMBER" ;; *--paginate*) echo "$KNOWN" ;; esac`,
  )
  writeFileSync(join(folder, 'api.md'), 'No difference\n')
  const calls = (environment) => {
    rmSync(join(folder, 'gh.log'), { force: true })
    const { status, stderr } = run('comment', ['--commit', commit, '--file', 'api.md'], environment)
    assert.equal(status, 0, stderr)
    return readFileSync(join(folder, 'gh.log'), 'utf8')
  }
  assert.match(
    calls({ NUMBER: '7', KNOWN: '' }),
    /--method POST repos\/\{owner\}\/\{repo\}\/issues\/7\/comments --raw-field body=<!-- api difference -->\nNo difference/,
  )
  assert.match(calls({ NUMBER: '7', KNOWN: '12' }), /--method PATCH repos\/\{owner\}\/\{repo\}\/issues\/comments\/12 /)
  assert.doesNotMatch(calls({ NUMBER: '', KNOWN: '' }), /--method/)
  assert.equal(run('comment', ['--commit', 'HEAD', '--file', 'api.md']).status, 2)
})

test('a version is released from main alone, under its own name, with an entry in the list of changes', () => {
  const checkout = join(folder, 'checkout')
  mkdirSync(join(checkout, 'scripts/ci'), { recursive: true })
  for (const name of ['version', 'changelog_entry']) cpSync(join(root, 'scripts/ci', name), join(checkout, 'scripts/ci', name))
  writeFileSync(join(checkout, 'CMakeLists.txt'), 'project(trainingzip VERSION 1.2.3 LANGUAGES CXX)\n')
  writeFileSync(
    join(checkout, 'CHANGELOG.md'),
    '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-01-02\n\n### Added\n\n- More.\n\n## [1.2.2] - 2026-01-01\n\n- Less.\n\n[1.2.3]: https://x\n',
  )
  git(checkout, 'init', '-q')
  git(checkout, 'add', '.')
  git(checkout, 'commit', '-qm', 'x')
  const version = (...options) => run('version', options, {}, checkout)
  assert.match(version('--is', 'v1.2.3').stderr, /not on main|origin\/main/)
  git(checkout, 'update-ref', 'refs/remotes/origin/main', 'HEAD')
  assert.equal(version('--is', 'v1.2.3').stdout, '1.2.3\n')
  assert.match(version('--is', 'v1.2.4').stderr, /the tag is v1.2.4, and CMakeLists.txt says 1.2.3/)
  const entry = (name) => run('changelog_entry', [name], {}, checkout)
  assert.equal(entry('1.2.3').stdout, '### Added\n\n- More.\n')
  assert.equal(entry('1.2.2').stdout, '- Less.\n')
  assert.equal(entry('1.0.0').status, 1)
})
