/// <reference lib="webworker" />
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

// The page opens without a network: its own files are kept, and nothing else. What the servers answer is never kept here:
// it may be for one person's eyes.

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

precacheAndRoute(self.__WB_MANIFEST, { cleanURLs: false, directoryIndex: '' })
cleanupOutdatedCaches()

// What is newest is asked for first, so that nobody stays on an old page.
registerRoute(
  new NavigationRoute(
    async ({ request }) => {
      try {
        return await fetch(request)
      } catch (error) {
        const shell = await matchPrecache('/index.html')
        if (!shell) throw error
        return shell
      }
    },
    { denylist: [/^\/api\//, /^\/licences\.txt$/] },
  ),
)
