/** The page of a list that an address asks for, from 0; addresses count from 1. */
export function pageNumber(parameters: URLSearchParams): number {
  return Math.max(0, Number.parseInt(parameters.get('page') ?? '1', 10) - 1 || 0)
}
