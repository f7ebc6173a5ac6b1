// A Slack that listens, and servers with faults made on purpose.
import http from 'node:http'
import { ApiFixture } from './api_fixture.mjs'
import { Server, until } from './harness.mjs'

/** An incoming webhook. `answers` are [status, headers] for the first calls; then 200. */
export class SlackReceiver {
  constructor(answers = []) {
    this.messages = []
    this.times = []
    this.answers = answers
    this.calls = 0
  }

  /** Does nothing when it listens already: the fixture may be started again. */
  async start() {
    if (this.server) return this
    this.server = http.createServer((request, response) => {
      let body = ''
      request.on('data', (piece) => {
        body += piece
      })
      request.on('end', () => {
        this.calls += 1
        this.times.push(Date.now())
        const [status, headers] = this.answers.shift() ?? [200, {}]
        if (status === 200)
          this.messages.push({ method: request.method, url: request.url, type: request.headers['content-type'], body })
        response.writeHead(status, headers).end(status === 200 ? 'ok' : 'no')
      })
    })
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)))
    this.url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (this.server.address()).port}/services/T00/B00/secretofthewebhook`
    return this
  }

  /** The attachments received, once there are `count`. */
  async attachments(count, seconds = 60) {
    await until(() => this.messages.length >= count, `${count} messages in Slack`, seconds)
    return this.messages.map(({ body }) => JSON.parse(body).attachments[0])
  }

  stop() {
    this.server.closeAllConnections()
    this.server.close()
  }
}

export const fieldsOf = (attachment) => Object.fromEntries(attachment.fields.map(({ title, value }) => [title, value]))

/** The API server with Slack and faults; others by server(name). */
export class IncidentFixture extends ApiFixture {
  constructor(settings = {}, slack = new SlackReceiver()) {
    super(settings)
    this.slack = slack
    this.others = []
  }

  async start() {
    await this.slack.start()
    this.settings = {
      slack_webhook_url: this.slack.url,
      fault_injection: true,
      first_admin_id: 'chief',
      incident_folder: this.data.join('incidents', 'api'),
      service_token: this.data.join('secrets', 'service_token'),
      ...this.settings,
    }
    await super.start()
    this.server.faultsExpected = true
    return this
  }

  /** Another server that reports to this API server. */
  async other(name, settings = {}) {
    const server = new Server(name, {
      data: this.data,
      faultsExpected: true,
      settings: {
        fault_injection: true,
        incident_api_url: this.server.url,
        incident_folder: this.data.join('incidents', name),
        service_token: this.data.join('secrets', 'service_token'),
        ...settings,
      },
    })
    this.others.push(server)
    return await server.start()
  }

  async end() {
    for (const server of [...this.others, this.server]) if (server && !server.exited) await server.kill()
    this.slack.stop()
    this.remove()
  }
}

/** Runs a test with such a fixture, which ends also when the test fails. */
export async function withIncidents(settings, run, slack = new SlackReceiver()) {
  const fixture = new IncidentFixture(settings, slack)
  try {
    await fixture.start()
    await run(fixture)
  } finally {
    await fixture.end()
  }
}
