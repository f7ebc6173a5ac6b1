import type * as contract from './generated'

export interface Page<Row> {
  rows: Row[]
  /** From 0. */
  number: number
  totalPages: number
  totalElements: number
}

/** Rows of a list with their place in the whole of it. */
export function pageOf<Row>(
  rows: Row[],
  { number = 0, totalPages = 1, totalElements = rows.length }: contract.Page,
): Page<Row> {
  return { rows, number, totalPages, totalElements }
}
