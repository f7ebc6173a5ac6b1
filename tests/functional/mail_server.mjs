// A mail server that listens on loopback, with STARTTLS and passwords, and keeps what it is sent.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { until } from './harness.mjs'

const user = 'service'
const password = 'the password of the mail server'

/** A key and a certificate for `name`, signed by itself, as files in the folder. */
function makeCertificate(folder, name) {
  const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)]
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=mail',
      '-addext',
      `subjectAltName=${name}`,
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    { stdio: 'ignore' },
  )
  return { key, certificate }
}

/**
 * @typedef {{ envelope: { from: string, to: string[], isEncrypted: boolean, user: string }, raw: string, subject: string, text: string,
 *   headers: import('mailparser').Headers }} ReceivedMail
 */

export class MailServer {
  /** folder: for its certificate. name: what that is for, "IP:127.0.0.1" or "DNS:...". isSecure: TLS from the start. */
  constructor(folder, { name = 'IP:127.0.0.1', startTls = true, isSecure = false } = {}) {
    this.startTls = startTls
    this.isSecure = isSecure
    this.files = makeCertificate(folder, name)
    this.passwordFile = join(folder, 'mail_password')
    writeFileSync(this.passwordFile, `${password}\n`)
    /** @type {ReceivedMail[]} */
    this.mails = []
    /** Addresses that are refused, for good. */
    this.refused = new Set()
    /** Recipients that it was asked to take, refused ones as well. */
    this.recipients = []
    this.port = 0
    this.password = password
  }

  /** May be called again after stop(): it has the same port then. */
  async start() {
    const server = new SMTPServer({
      key: readFileSync(this.files.key),
      cert: readFileSync(this.files.certificate),
      secure: this.isSecure,
      authMethods: ['PLAIN', 'LOGIN'],
      disabledCommands: this.startTls ? [] : ['STARTTLS'],
      logger: false,
      onAuth: (auth, session, done) =>
        auth.username === user && auth.password === this.password
          ? done(null, { user: auth.username })
          : done(new Error('wrong password')),
      onRcptTo: (address, session, done) => {
        this.recipients.push(address.address)
        if (!this.refused.has(address.address)) return done()
        done(Object.assign(new Error(`no mailbox ${address.address}`), { responseCode: 550 }))
      },
      onData: (stream, session, done) => {
        const pieces = []
        stream.on('data', (piece) => pieces.push(piece))
        stream.on('end', () => void this.keep(Buffer.concat(pieces), session).then(() => done(), done))
      },
    })
    server.on('error', () => undefined)
    await new Promise((resolve) => server.listen(this.port, '127.0.0.1', () => resolve(undefined)))
    this.server = server
    this.port = /** @type {import('node:net').AddressInfo} */ (server.server.address()).port
    return this
  }

  stop() {
    return new Promise((resolve) => this.server.close(() => resolve(undefined)))
  }

  async keep(raw, session) {
    const { subject, text, headers } = await simpleParser(raw)
    this.mails.push({
      envelope: {
        from: session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map(({ address }) => address),
        isEncrypted: session.secure,
        user: session.user,
      },
      raw: raw.toString('latin1'),
      subject: subject ?? '',
      text: text ?? '',
      headers,
    })
  }

  /** The mails to this address, once there are `count`. */
  async mailsTo(address, count = 1, seconds = 30) {
    const found = () => this.mails.filter(({ envelope }) => envelope.to.includes(address))
    await until(() => found().length >= count, `${count} mails to ${address}`, seconds)
    return found()
  }

  /** The settings of an API server that sends its mails here, but for the password file. */
  settings() {
    return {
      mail_server: `${this.isSecure ? 'smtps' : 'smtp'}://127.0.0.1:${this.port}`,
      mail_starttls: 'required',
      mail_user: user,
      mail_password_file: this.passwordFile,
      mail_ca_file: this.files.certificate,
      mail_from: 'service@training.example',
      mail_retry_seconds: 0.5,
      public_address: 'https://training.example',
    }
  }
}

/** The tokens of the links in a mail, in order. */
export const tokensIn = (mail, path) =>
  [...mail.text.matchAll(/https:\/\/[^/\s]+(\/[a-z-]+)#([\w-]+)/g)].filter((match) => match[1] === path).map((match) => match[2])
