// NGINX with one worker, in front of the API server and of files, without TLS and without the limits of the gateway.
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { until } from '../../tests/functional/harness.mjs'

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  await new Promise((resolve) => server.close(resolve))
  return port
}

export class Nginx {
  /** data: a DataFolder; the files of its folder `static` are served below /static/. */
  constructor(data, apiPort) {
    this.data = data
    this.apiPort = apiPort
    mkdirSync(data.join('static'))
    writeFileSync(data.join('static', 'ready'), '')
  }

  async start() {
    this.port = await freePort()
    this.url = `http://127.0.0.1:${this.port}`
    writeFileSync(
      this.data.join('nginx.conf'),
      `
      ${process.getuid() === 0 ? 'user root;' : ''}
      daemon off; worker_processes 1; pid "${this.data.join('nginx.pid')}"; error_log stderr error;
      events { worker_connections 512; }
      http {
        access_log off; keepalive_requests 1000000; sendfile on;
        client_body_temp_path "${this.data.join('body')}"; proxy_temp_path "${this.data.join('proxy')}";
        fastcgi_temp_path "${this.data.join('fastcgi')}"; uwsgi_temp_path "${this.data.join('uwsgi')}"; scgi_temp_path "${this.data.join('scgi')}";
        upstream api { server 127.0.0.1:${this.apiPort}; keepalive 64; }
        server {
          listen 127.0.0.1:${this.port};
          location /api/ {
            proxy_pass http://api/; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_set_header X-Forwarded-Prefix /api; proxy_set_header X-Forwarded-Host $http_host; proxy_buffers 16 64k;
          }
          location /static/ { root "${this.data.path}"; default_type application/json; }
        }
      }`,
    )
    this.child = spawn('nginx', ['-e', 'stderr', '-p', this.data.path, '-c', this.data.join('nginx.conf')], { stdio: 'inherit' })
    this.ended = new Promise((resolve) => this.child.once('close', resolve))
    await until(
      async () =>
        fetch(`${this.url}/static/ready`).then(
          () => true,
          () => false,
        ),
      'NGINX',
    )
    return this
  }

  async stop() {
    this.child.kill('SIGTERM')
    await this.ended
  }
}
