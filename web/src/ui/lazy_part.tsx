import { createElement, lazy, type ComponentType } from 'react'
import { bring } from './bring'

/** A part of the page that could not be had. renew() lets it be asked for again. */
export class MissingPart extends Error {
  constructor(
    cause: unknown,
    readonly renew: () => void,
  ) {
    super('a part of the page did not come', { cause })
    this.name = 'MissingPart'
  }
}

/** A component that comes when it is first shown. Suspends meanwhile; throws MissingPart, for a PartBoundary, when it does not come. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const make = () =>
    lazy(async () => {
      try {
        return { default: await bring(load) }
      } catch (error) {
        throw new MissingPart(error, () => (part = make()))
      }
    })
  let part = make()
  return function LazyPart(props: Props) {
    return createElement(part as ComponentType<Props>, props)
  }
}

/** One that the page does as well without: nothing is shown when it does not come. */
export function lazyDecoration<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  return lazyPart<Props>(() => bring(load).catch(() => Nothing))
}

function Nothing() {
  return null
}
