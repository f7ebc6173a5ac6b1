export { default } from './PracticeRoom'
export type { PictureSource } from './picture_source'
export { EngineLoading } from './EngineLoading'
