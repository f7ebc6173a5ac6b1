// Bytes that no client of ours sends, to a real server.
import assert from 'node:assert/strict'
import net from 'node:net'

/** Sends these bytes, then `piece` every 200 ms; status, headers and body of the answer, once the server has closed. */
function exchange(server, bytes, piece) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(server.port, '127.0.0.1', () => socket.write(bytes))
    const pieces = []
    const timer = setInterval(() => piece && socket.writable && socket.write(piece), 200)
    socket.setTimeout(12_000, () => socket.destroy(new Error(`${server.name} waits after ${JSON.stringify(bytes)}`)))
    // What a server has answered counts, however the connection ended.
    const done = (error) => {
      clearInterval(timer)
      const [head, body] = Buffer.concat(pieces).toString().split('\r\n\r\n')
      if (!head) return reject(error ?? new Error(`${server.name} says nothing to ${JSON.stringify(bytes)}`))
      const [line, ...headers] = head.split('\r\n')
      const fields = headers.map((text) => [text.split(': ')[0].toLowerCase(), text.slice(text.indexOf(': ') + 2)])
      resolve({ status: Number(line.split(' ')[1]), headers: Object.fromEntries(fields), body })
    }
    socket.on('data', (bytesOfAnswer) => pieces.push(bytesOfAnswer))
    socket.on('error', done)
    socket.on('end', () => {
      done()
      socket.destroy()
    })
  })
}

/**
 * What every server has to bear. `path`: one that takes POST, or GET alone at the streaming server. `token`: of the
 * service, for servers that work for others.
 */
export async function checkHostileBytes(server, path, token) {
  const ask = async (expected, bytes, piece) => {
    const began = Date.now()
    const answer = await exchange(server, bytes, piece)
    assert.equal(answer.status, expected, `${server.name}: ${JSON.stringify(bytes)}`)
    return { ...answer, seconds: (Date.now() - began) / 1000, error: JSON.parse(answer.body).error }
  }
  const host = 'Host: localhost\r\n'
  const end = 'Connection: close\r\n\r\n'
  const method = server.name === 'streaming' ? 'GET' : 'POST'
  const head = `${method} ${path} HTTP/1.1\r\n${host}${token ? `Authorization: Bearer ${token}\r\n` : ''}`
  const chunked = `${head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n`

  for (const lines of [
    'GET / HTTP/1.1\n',
    'GET / HTTP/1.1\rHost: a',
    `GET / HTTP/1.1\r\n${host}X: y\n`,
    `GET / HTTP/1.1\r\n${host}\n`,
    '\n',
  ]) {
    assert.equal((await ask(400, lines)).error, '2010')
  }
  for (const body of [
    '3\n',
    '3;x=y\n',
    '3\r\n{ }\n',
    '3\r\n{ }\r\n0\n',
    '3\r\n{ }\r\n0\r\nTrailer: x\n',
    '3\rx',
    '3\r\n{ }\r\n0\r\n\n',
  ]) {
    assert.equal((await ask(400, `${chunked}\r\n${body}`)).error, '2010')
  }
  const slow = await ask(408, `${head}Content-Length: 10000\r\n\r\n{`, ' ')
  assert.equal(slow.error, '2009')
  assert.ok(slow.seconds < 10, `${slow.seconds} s`)
  if (token) {
    // Nothing is waited for before that.
    const closed = await ask(401, `POST ${path} HTTP/1.1\r\n${host}Content-Length: 10000\r\n\r\n{`)
    assert.equal(closed.error, '2014')
    assert.ok(closed.seconds < 10, `${closed.seconds} s`)
  }

  for (const name of ['evil.example', 'localhost.evil.example', '192.0.2.8']) {
    assert.equal((await ask(421, `GET /healthz HTTP/1.1\r\nHost: ${name}\r\n${end}`)).error, '2017')
    assert.equal((await ask(421, `${method} ${path} HTTP/1.1\r\n${host}X-Forwarded-Host: ${name}\r\n${end}`)).error, '2017')
  }
  for (const name of [`127.0.0.1:${server.port}`, 'localhost', '[::1]:1', 'training.example:8443']) {
    const { status } = await exchange(server, `GET /healthz HTTP/1.1\r\nHost: ${name}\r\n${end}`)
    assert.equal(status, 200, `${server.name}: ${name}`)
  }

  const traced = await ask(405, `TRACE ${path} HTTP/1.1\r\n${host}${end}`)
  assert.ok(traced.headers.allow.split(', ').includes(method), `${server.name}: Allow: ${traced.headers.allow}`)
  for (const line of [`BREW ${path}`, 'CONNECT localhost:443']) {
    assert.equal((await ask(501, `${line} HTTP/1.1\r\n${host}${end}`)).error, '2016')
  }
}
