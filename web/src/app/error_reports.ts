/** Errors of the page that nobody caught go to the API server, a few a visit, each once. */

const address = '/api/incidents'
const mostOfOneVisit = 10
const longest = { type: 100, message: 1000, stack: 8000, page: 2000 }

export interface ErrorReport {
  type: string
  message: string
  stack: string
  page: string
}

/** Control characters are refused by the server; what is too long is cut. */
function shown(text: string, most: number): string {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  return Array.from(text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' '))
    .slice(0, most)
    .join('')
}

export function describeError(error: unknown, page: string): ErrorReport {
  const isError = error instanceof Error
  return {
    type: shown((isError ? error.name : typeof error) || 'Error', longest.type),
    message: shown(isError ? error.message : String(error), longest.message),
    stack: shown((isError ? error.stack : undefined) ?? '', longest.stack),
    page: shown(page, longest.page),
  }
}

/** Decides what is sent: nothing twice, and no more than the bound. */
export class ErrorReports {
  private readonly sent = new Set<string>()

  constructor(private readonly deliver: (report: ErrorReport) => void) {}

  report(error: unknown, page: string): void {
    const report = describeError(error, page)
    const key = `${report.type}\n${report.message}\n${report.stack}`
    if (this.sent.size >= mostOfOneVisit || this.sent.has(key)) return
    this.sent.add(key)
    this.deliver(report)
  }
}

const reports = new ErrorReports((report) => {
  // Nobody is left to be told when this fails too.
  fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(report),
    keepalive: true,
  }).catch(() => undefined)
})

export function sendErrorReport(error: unknown): void {
  reports.report(error, location.pathname)
}

/** From now on; once, at the start of the page. */
export function watchForErrors(): void {
  addEventListener('error', (event) => sendErrorReport(event.error ?? event.message))
  addEventListener('unhandledrejection', (event) => sendErrorReport(event.reason))
}
