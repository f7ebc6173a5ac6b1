// What people do in the page, by the words they see.
import { randomBytes } from 'node:crypto'

export const password = 'correct horse battery'

/** A new member's form. */
export function newMember() {
  const mark = randomBytes(4).toString('hex')
  return { id: `member-${mark}`, nickName: `회원 ${mark}`, email: `${mark}@example.com`, password }
}

export async function signUp(page, member = newMember()) {
  await page.goto('/sign-up')
  for (const [name, value] of Object.entries(member)) await page.fill(`[name=${name}]`, value)
  await page.click('button[type=submit]')
  await page.getByText(member.nickName).first().waitFor()
  return member
}

export async function signIn(page, member) {
  await page.goto('/sign-in')
  await page.fill('[name=id]', member.id)
  await page.fill('[name=password]', member.password)
  await page.click('button[type=submit]')
  await page.getByText(member.nickName).first().waitFor()
}

/** By the menu of the account, in either language. */
export async function signOut(page) {
  await page.getByRole('button', { name: /계정:|Account of/ }).click()
  await page.getByRole('menuitem', { name: /로그아웃|Sign out/ }).click()
  await page
    .getByRole('link', { name: /^(로그인|Sign in)$/ })
    .first()
    .waitFor()
}

/** Creates a training and begins to upload; gives the address of its page. */
export async function createTraining(page, { title, body = '천천히, 세 번.', video }) {
  await page.goto('/trainings/new')
  await page.fill('[name=title]', title)
  await page.fill('[name=body]', body)
  await page.setInputFiles('[name=video]', video)
  await page.click('button[type=submit]')
  await page.waitForURL(/\/trainings\/\d+$/)
  return new URL(page.url()).pathname
}
