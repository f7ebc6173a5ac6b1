import { ApiError } from '../../../api/errors'
import { auth, type SignUpForm } from '../../../api/auth_session'
import { work } from './work'
import type { WorkProof } from '../../../api/challenge'

// While one works others sign up too, and more work may be asked for; not again and again.
const mostChallenges = 3

/**
 * Makes the account and signs in. Where the server asks for work, it is done and the form sent again; progress, 0 to 1,
 * is told meanwhile.
 */
export async function signUp(
  form: SignUpForm,
  progress: (done: number) => void,
  signal: AbortSignal,
  { send = auth.signUp.bind(auth), solve = work } = {},
): Promise<void> {
  let proof: WorkProof | undefined
  for (let challenges = 0; ; ++challenges) {
    try {
      await send(form, proof)
      return
    } catch (error) {
      const challenge = error instanceof ApiError ? error.challenge : undefined
      if (!challenge || challenges === mostChallenges) throw error
      proof = await solve(challenge, progress, signal)
    }
  }
}
