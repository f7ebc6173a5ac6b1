// A server behind the gateway, in the process of the test.
import { createServer } from 'node:http'

export class FakeServer {
  /** answer(request, response, body): what it does; without it, or where it gives something, that is the JSON that it answers. */
  constructor(/** @type {(request: any, response: any, body: any) => any} */ answer = () => ({})) {
    this.answer = answer
    this.requests = []
  }

  async start(port = 0, address = '127.0.0.1') {
    this.server = createServer(async (request, response) => {
      const pieces = []
      try {
        for await (const piece of request) pieces.push(piece)
      } catch {
        return
      }
      this.requests.push(request)
      const given = await this.answer(request, response, Buffer.concat(pieces))
      if (given === undefined || response.writableEnded) return
      response.setHeader('X-Request-Id', request.headers['x-request-id'] ?? '')
      if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'application/hal+json')
      response.end(Buffer.isBuffer(given) ? given : JSON.stringify(given))
    })
    this.server.keepAliveTimeout = 60_000
    await new Promise((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(port, address, () => resolve(undefined))
    })
    this.port = /** @type {import('node:net').AddressInfo} */ (this.server.address()).port
    this.address = `${address}:${this.port}`
    return this
  }

  /** Paths that it was asked for since the last call. */
  seen() {
    return this.requests.splice(0).map((request) => `${request.method} ${request.url}`)
  }

  /** As if it died: every connection ends, and nobody listens. */
  async stop() {
    const closed = new Promise((resolve) => this.server.close(resolve))
    this.server.closeAllConnections()
    await closed
  }
}
