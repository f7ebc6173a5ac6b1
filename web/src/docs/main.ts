import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import 'swagger-ui-dist/swagger-ui.css'
import { watchForErrors } from '../app/error_reports'
import { isApiDocument, placeOf } from './anchor'
import './docs.css'

const address = '/api/openapi.json'

async function show(place: Element): Promise<void> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  const document: unknown = await answer.json()
  if (!isApiDocument(document)) throw new Error(`${address} is no OpenAPI document`)
  const fragment = placeOf(location.hash, document)
  if (fragment !== location.hash) history.replaceState(null, '', fragment)
  place.replaceChildren()
  SwaggerUI({
    spec: document,
    domNode: place,
    deepLinking: true,
    docExpansion: 'list',
    filter: true,
    // Its service for validation is on another host.
    validatorUrl: null,
    displayRequestDuration: true,
  })
}

watchForErrors()
const place = document.getElementById('api')
if (place) {
  show(place).catch((error: unknown) => {
    place.textContent = `The document cannot be shown: ${error instanceof Error ? error.message : String(error)}`
  })
}
