// Records what a page sends, to show what it does not send.

/** Records requests of the page and its workers, and other ways out, from now on. Call before the page loads. */
export async function recordRequests(page) {
  const requests = []
  const sockets = []
  page.context().on('request', (request) => {
    requests.push({
      method: request.method(),
      url: request.url(),
      type: request.resourceType(),
      bytes: request.postDataBuffer()?.length ?? 0,
    })
  })
  page.on('websocket', (socket) => sockets.push(socket.url()))
  await page.addInitScript(() => {
    globalThis.peers = []
    // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- it is called with new
    class RefusedConnection {
      constructor() {
        globalThis.peers.push('RTCPeerConnection')
        throw new Error('this page connects to nobody')
      }
    }
    globalThis.RTCPeerConnection = /** @type {any} */ (RefusedConnection)
  })
  const isRemote = ({ url }) => !url.startsWith('blob:') && !url.startsWith('data:')
  return {
    saw: (pattern) => requests.some(({ url }) => pattern.test(url)),
    /** Those that leave the page's own origin. */
    foreign: (address) =>
      requests.filter((request) => isRemote(request) && new URL(request.url).origin !== new URL(address).origin),
    /** Those that carry something with them. */
    sending: () => requests.filter(({ method, bytes }) => method !== 'GET' || bytes > 0),
    /** Connections that are no requests. */
    channels: async () => [...sockets, ...(await page.evaluate(() => globalThis.peers))],
  }
}
