interface Operation {
  operationId?: string
  tags?: string[]
}

export interface ApiDocument {
  paths: Record<string, Record<string, Operation | unknown>>
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
      const operation = entry as Operation
      if (operation.operationId && dashed(operation.operationId) === name) {
        return `#/${operation.tags?.[0] ?? 'default'}/${operation.operationId}`
      }
    }
  }
  return fragment
}
