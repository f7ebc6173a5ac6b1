// Records what a page sends, to show what it does not send.

/** Records requests of the page and its workers, and other ways out, from now on. */
export function recordRequests(page) {
  const requests = []
  const channels = []
  page.context().on('request', (request) => {
    requests.push({
      method: request.method(),
      url: request.url(),
      type: request.resourceType(),
      bytes: request.postDataBuffer()?.length ?? 0,
    })
  })
  page.on('websocket', (socket) => channels.push(socket.url()))
  return {
    /** Those that leave the page's own origin. */
    foreign: (address) =>
      requests.filter(({ url }) => !url.startsWith('blob:') && !url.startsWith('data:') && new URL(url).origin !== new URL(address).origin),
    /** Those that carry something with them. */
    sending: () => requests.filter(({ method, bytes }) => method !== 'GET' || bytes > 0),
    channels,
    count: () => requests.length,
  }
}
