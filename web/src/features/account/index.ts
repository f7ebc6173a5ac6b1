export { AccountPage } from './AccountPage'
export { SignInPage } from './SignInPage'
export { SignUpPage } from './SignUpPage'
