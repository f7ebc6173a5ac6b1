/**
 * The engine of the training page: camera, pose of the trainee, score, and the picture of the
 * trainee under the trainer's shape. No framework; nothing of the camera leaves the page.
 *
 *   void engineFiles().start()                // early: models and runtime, with their progress
 *   const training = new TrainingEngine({ canvas, trainerVideo, posesUrl, shapeUrl })
 *   await training.load()                     // waits for those, starts them, fetches the poses
 *   await training.openCamera()               // asks the person; draws at once; or openRemoteCamera(), openRecordedTrainee()
 *   training.start()                          // scores while the trainer's video plays
 *   const summary = training.summary()
 *   training.close()                          // camera off, memory freed
 */
export { TrainingEngine } from './training_engine'
export type { StageView, TrainingEngineOptions } from './training_engine'
export type { ShapeFit } from './shape_stage'
export { EngineError } from './engine_error'
export { engineFiles } from './files/engine_files'
export type { FilesState } from './files/engine_files'
export type { Box } from './module/follower'
export { listCameras, openCameraStream } from './camera'
export type { RemotePicture } from './camera'
export { jointNames, limbNames } from './types'
export type * from './types'
