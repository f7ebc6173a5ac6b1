import type { AuthSession } from '../api/auth_session'
import { forgetDrafts, keepDraftsOf } from '../ui/draft'

/**
 * Keeps what is written for who wrote it, also while their session has expired; it is gone when they sign out, or when somebody
 * else signs in.
 */
export function watchDrafts(auth: AuthSession): void {
  let before = auth.current().status
  auth.subscribe(() => {
    const now = auth.current()
    if (now.status === 'signedIn') keepDraftsOf(now.user.id)
    // A look that finds no session says nothing of who left.
    else if (now.status === 'signedOut' && (before === 'signedIn' || before === 'expired')) forgetDrafts()
    before = now.status
  })
}
