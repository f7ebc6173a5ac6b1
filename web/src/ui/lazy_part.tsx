import {
  createContext,
  createElement,
  use,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from 'react'
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

const Fallback = createContext<ReactNode>(null)

/** What stands in the places of lazy parts within until they come; nothing without it. */
export function PartFallback({ shows, children }: { shows: ReactNode; children: ReactNode }) {
  return <Fallback value={shows}>{children}</Fallback>
}

/** Brings a component once, and tells when it is here or will not come. */
class PartLoader<Props> {
  private state: ComponentType<Props> | MissingPart | undefined
  private isStarted = false
  private readonly listeners = new Set<() => void>()

  constructor(private readonly load: () => Promise<ComponentType<Props>>) {}

  readonly current = () => this.state
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  start(): void {
    if (this.isStarted) return
    this.isStarted = true
    bring(this.load).then(
      (component) => this.become(component),
      (error: unknown) => this.become(new MissingPart(error, this.renew)),
    )
  }

  private readonly renew = () => {
    if (!(this.state instanceof MissingPart)) return
    this.isStarted = false
    this.become(undefined)
  }

  private become(state: ComponentType<Props> | MissingPart | undefined): void {
    this.state = state
    for (const listener of this.listeners) listener()
  }
}

/**
 * A component that comes when it is first shown. Meanwhile the PartFallback around it is shown; throws MissingPart, for a
 * PartBoundary, when it does not come. Without React's Suspense, which keeps what has come back for up to 300 ms after it has
 * shown a fallback.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const loader = new PartLoader(load)
  return function LazyPart(props: Props) {
    const fallback = use(Fallback)
    const state = useSyncExternalStore(loader.subscribe, loader.current)
    if (state instanceof MissingPart) throw state
    if (state) return createElement(state, props)
    loader.start()
    return fallback
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
