// A certificate authority on loopback: pebble, which speaks ACME as Let's Encrypt does, and a DNS server for it.
import { execFileSync, spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import https from 'node:https'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../harness.mjs'

const isInstalled = (program) =>
  process.env.PATH.split(':').some((folder) => {
    try {
      execFileSync('test', ['-x', join(folder, program)])
      return true
    } catch {
      return false
    }
  })

/** Why tests with an authority cannot run here; false when they can. */
export const missing = ['pebble', 'pebble-challtestsrv', 'certbot', 'openssl'].filter((program) => !isInstalled(program))
export const skip = missing.length > 0 && `certificates: ${missing.join(', ')} not installed`

/** Ports of loopback on which nothing listens. */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => net.createServer())
  await Promise.all(servers.map((server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))))
  const ports = servers.map((server) => /** @type {import('node:net').AddressInfo} */ (server.address()).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

export class CertificateAuthority {
  /**
   * httpPort: where it asks whether a name is ours, at 127.0.0.1 except for the names of `elsewhere` (name → address).
   * seconds: how long its certificates are valid. ocsp: address of the responder that they name.
   */
  constructor({ httpPort, seconds = 3600, elsewhere = {}, ocsp = '' }) {
    this.httpPort = httpPort
    this.seconds = seconds
    this.elsewhere = elsewhere
    this.ocsp = ocsp
    this.log = ''
    this.folder = mkdtempSync(join(tmpdir(), 'trainingzip-authority-'))
    /** The certificate of its own address, which clients trust. */
    this.file = join(this.folder, 'address.crt')
  }

  async start() {
    const [port, management, tls, dns, dnsManagement] = await freePorts(5)
    const key = join(this.folder, 'address.key')
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        key,
        '-out',
        this.file,
      ].concat(['-days', '2', '-subj', '/CN=authority', '-addext', 'subjectAltName=DNS:localhost']),
      { stdio: 'ignore' },
    )
    const pebble = {
      listenAddress: `127.0.0.1:${port}`,
      managementListenAddress: `127.0.0.1:${management}`,
      certificate: this.file,
      privateKey: key,
      httpPort: this.httpPort,
      tlsPort: tls,
      ocspResponderURL: this.ocsp,
      certificateValidityPeriod: this.seconds,
    }
    const configuration = join(this.folder, 'pebble.json')
    writeFileSync(configuration, JSON.stringify({ pebble }))
    const otherChallenges = ['-http01', '', '-https01', '', '-tlsalpn01', '', '-defaultIPv6', '']
    this.children = [
      this.run('pebble-challtestsrv', [
        '-dns01',
        `127.0.0.1:${dns}`,
        '-management',
        `127.0.0.1:${dnsManagement}`,
        ...otherChallenges,
      ]),
      this.run('pebble', ['-config', configuration, '-dnsserver', `127.0.0.1:${dns}`]),
    ]
    this.directory = `https://localhost:${port}/dir`
    this.management = management
    await until(
      () =>
        this.roots().then(
          () => true,
          () => false,
        ),
      `the authority; it says:\n${this.log}`,
    )
    for (const [host, address] of Object.entries(this.elsewhere)) {
      await until(
        () =>
          fetch(`http://127.0.0.1:${dnsManagement}/add-a`, {
            method: 'POST',
            body: JSON.stringify({ host, addresses: [address] }),
          }).then(
            (answer) => answer.ok,
            () => false,
          ),
        'the DNS server',
      )
    }
    return this
  }

  run(program, options) {
    const environment = { ...process.env, PEBBLE_VA_NOSLEEP: '1' }
    const child = spawn(program, options, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece) => {
        this.log += piece
      })
    }
    return child
  }

  /** The certificates that signed what it issues, root first. */
  async roots() {
    const read = (path) =>
      new Promise((resolve, reject) => {
        const options = { port: this.management, path, ca: readFileSync(this.file), servername: 'localhost', agent: false }
        https
          .get(options, (response) => {
            let text = ''
            response.on('data', (piece) => {
              text += piece
            })
            response.on('end', () => resolve(text))
          })
          .on('error', reject)
      })
    return [await read('/roots/0'), await read('/intermediates/0')]
  }

  /** Whether it has issued this certificate. */
  async hasIssued(certificate) {
    const [, intermediate] = await this.roots()
    return certificate.verify(new X509Certificate(intermediate).publicKey)
  }

  async stop() {
    await Promise.all(
      (this.children ?? []).map((child) => {
        if (child.exitCode !== null || child.signalCode !== null) return undefined
        child.kill('SIGKILL')
        return new Promise((resolve) => child.on('exit', resolve))
      }),
    )
    rmSync(this.folder, { recursive: true, force: true })
  }
}
