// What we use of the package, which brings no types.
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface Options {
    spec: object
    domNode: Element
    deepLinking: boolean
    docExpansion: 'list' | 'full' | 'none'
    filter: boolean
    validatorUrl: string | null
    displayRequestDuration: boolean
  }
  export default function SwaggerUI(options: Options): unknown
}
