interface Operation {
  operationId: string
  tags?: unknown
}

/** The part of an OpenAPI document that is looked at; an entry of a path may be an operation or something else. */
export interface ApiDocument {
  paths: Record<string, Record<string, unknown>>
}

export function isApiDocument(value: unknown): value is ApiDocument {
  if (!isObject(value) || !isObject(value.paths)) return false
  return Object.values(value.paths).every(isObject)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isOperation(entry: unknown): entry is Operation {
  return isObject(entry) && typeof entry.operationId === 'string'
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/**
 * The place of an operation in the page. Links with the relation `profile` name operations in small letters
 * with dashes ("#create-training"); the page knows them by tag and id ("#/trainings/createTraining"). Any
 * other fragment stays as it is.
 */
export function placeOf(fragment: string, document: ApiDocument): string {
  const name = fragment.replace(/^#/, '')
  for (const item of Object.values(document.paths)) {
    for (const entry of Object.values(item)) {
      if (!isOperation(entry) || dashed(entry.operationId) !== name) continue
      const tag: unknown = Array.isArray(entry.tags) ? entry.tags[0] : undefined
      return `#/${typeof tag === 'string' ? tag : 'default'}/${entry.operationId}`
    }
  }
  return fragment
}
