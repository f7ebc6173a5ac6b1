#!/usr/bin/env node
// Stands in for one of the five servers, named by the file it is copied to: answers what it was asked, so that a
// test sees what the gateway sends on.
import { writeFileSync } from 'node:fs'
import http from 'node:http'
import { basename } from 'node:path'

const name = basename(process.argv[1]).replace('trainingzip-', '')
const port = Number(process.env[`TRAININGZIP_${name.toUpperCase()}_PORT`])

const server = http.createServer((request, response) => {
  if (request.url === '/readyz') return response.end('ok')
  if (request.url.endsWith('/early')) {
    response.writeHead(408, { 'Content-Type': 'application/json', Connection: 'close' })
    return response.end('{"error":"2009"}')
  }
  let bytes = 0
  request.on('data', (piece) => {
    bytes += piece.length
  })
  request.on('end', () => {
    const { pathname, searchParams } = new URL(request.url, 'http://stand-in')
    if (pathname.endsWith('/end')) process.exit(3)
    if (pathname.endsWith('/hang-up')) return request.socket.destroy()
    response.statusCode = Number(searchParams.get('status') ?? 200)
    response.setHeader('Content-Type', 'application/hal+json')
    response.setHeader('X-Request-Id', request.headers['x-request-id'])
    if (searchParams.has('tag')) {
      response.setHeader('ETag', '"a"')
      response.setHeader('Vary', 'Authorization')
      response.setHeader('Cache-Control', 'private, no-cache')
      if (/^(W\/)?"a"$/.test(request.headers['if-none-match'])) response.statusCode = 304
      if (response.statusCode === 304) return response.end()
    }
    if (searchParams.has('origin')) {
      response.setHeader('Access-Control-Allow-Origin', 'of the server')
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
      response.setHeader('Vary', 'Origin')
    }
    const { method, url, headers } = request
    response.end(JSON.stringify({ server: name, method, url, headers, bytes, hosts: process.env.TRAININGZIP_API_HOST_NAMES }))
  })
})
server.listen(port, '127.0.0.1', () => {
  writeFileSync(process.argv[process.argv.indexOf('--port-file') + 1], `${port}\n`)
  console.log(`${name} listens`)
})
process.on('SIGTERM', () => {
  console.log(`${name} stops`)
  server.close()
  server.closeAllConnections()
})
