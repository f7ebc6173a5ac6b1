// JSON.parse makes a text of what it gets, which the standard library does not say.
interface JSON {
  parse(text: Uint8Array): any
}
