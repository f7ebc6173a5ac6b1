/** Lets the page open without a network from now on. Browsers that refuse go on as before. */
export function keepPage(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener(
    'load',
    () => void navigator.serviceWorker.register('/service_worker.js').catch(() => undefined),
  )
}
