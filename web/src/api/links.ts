import type * as contract from './generated'

/** The address within our own origin that a link names. */
export function pathOf(link: contract.Link): string {
  const url = new URL(link.href, location.href)
  return url.pathname + url.search
}

/** pathOf of a link that may be absent. */
export function optionalPathOf(link: contract.Link | undefined): string | undefined {
  return link && pathOf(link)
}
