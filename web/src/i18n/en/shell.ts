import type { Messages } from '../korean'

export const shell: Messages['shell'] = {
  licences: 'Licences',
  theme: 'Appearance',
  themes: { system: 'As the device', light: 'Light', dark: 'Dark' },
  following: 'Following',
  history: 'History',
  library: 'Library',
  admin: 'Admin',
  profile: 'Profile and account',
  more: 'More',
  cancel: 'Cancel',
  save: 'Save',
  saved: 'Saved.',
  signInAgainTitle: 'Please sign in again',
  signInAgainText: 'Your session has ended. What you were writing is still here.',
  signInAgainLater: 'Later',
}
