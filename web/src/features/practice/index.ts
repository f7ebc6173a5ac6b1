export { default } from './PracticeRoom'
