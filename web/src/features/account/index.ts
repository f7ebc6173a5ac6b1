export { AccountPage } from './AccountPage'
export { SignInAgain } from './SignInAgain'
export { SignInPage } from './SignInPage'
export { SignUpPage } from './SignUpPage'
