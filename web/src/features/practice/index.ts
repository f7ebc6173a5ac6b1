export { default } from './PracticeRoom'
export { EngineLoading } from './EngineLoading'
