import { useSyncExternalStore } from 'react'
import { engineFiles, type FilesState } from '../../engine'

/** How far the files of the engine have come. */
export function useEngineFiles(): FilesState {
  const files = engineFiles()
  return useSyncExternalStore(files.subscribe, files.state)
}
