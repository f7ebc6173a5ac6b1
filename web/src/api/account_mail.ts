import { auth } from './auth_session'
import { checked } from './checked'
import { ApiError } from './errors'
import * as contract from './generated'
import { send } from './http'

/** Whether the service sends mails at all. */
export async function isMailOffered(signal?: AbortSignal): Promise<boolean> {
  const path = '/api/auth/mail'
  return checked(contract.MailOffer, (await send(path, { signal })).body, path).offered
}

/** The same outcome whether anybody has the address or not. */
export async function askPasswordReset(email: string): Promise<void> {
  await send('/api/auth/password/forgotten', { method: 'POST', body: { email } })
}

/** token: of the link in the mail. */
export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await send('/api/auth/password/reset', { method: 'POST', body: { token, newPassword } })
}

/** Another address of the person's account, which is not confirmed. password: as it is now. */
export async function changeEmail(password: string, email: string): Promise<void> {
  await auth.call('/api/auth/email', { method: 'PUT', body: { password, email } })
}

/** Another mail to the person's own address. */
export async function askEmailConfirmation(): Promise<void> {
  await auth.call('/api/auth/email/confirmation', { method: 'POST' })
}

/** token: of the link in the mail. */
export async function confirmEmail(token: string, signal?: AbortSignal): Promise<void> {
  await send('/api/auth/email/confirm', { method: 'POST', body: { token }, signal })
}

/** Whether the server takes the link of a mail for used up, expired, or none of its own. */
export function isOfBadLink(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  return error.code === '1121' || error.problems.some(({ field }) => field === 'token')
}
