// Reads the shipped configuration line by line, so that comments are seen too.

export const servers = ['api', 'upload', 'pose', 'shape', 'streaming']

/** How many keys one comment may stand above. */
const largestGroup = 4

/** section name → [{key, value (text as written), comment (whether one stands above it or its group), line (index)}] */
export function parseSections(text) {
  const sections = {}
  let current
  let group = Infinity
  for (const [line, content] of text.split('\n').entries()) {
    const header = content.match(/^\[(\w+)\]$/)
    const pair = content.match(/^(\w+) = (.+)$/)
    if (header) current = sections[header[1]] = []
    if (content.startsWith('#')) group = 0
    else group = pair ? group + 1 : Infinity
    if (pair) current.push({ key: pair[1], value: pair[2], comment: group <= largestGroup, line })
  }
  return sections
}
