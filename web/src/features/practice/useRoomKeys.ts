import { useEffect, useRef, type RefObject } from 'react'
import { handleRoomKey, type RoomKeys } from './room_keys'

/** Gives the room its keys while it is open. They are the document's, since what had the focus may have left the room. */
export function useRoomKeys(room: RefObject<HTMLDialogElement | null>, keys: RoomKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (room.current) handleRoomKey(event, room.current, latest.current)
    }
    // Who clicks with a pointer has not chosen the button for the keys, which are for the room again.
    const clicked = ({ target, detail }: MouseEvent) => {
      const button = target instanceof Element ? target.closest('button') : null
      if (detail > 0) button?.closest<HTMLElement>('.room-frame')?.focus()
    }
    const element = room.current
    document.addEventListener('keydown', pressed)
    element?.addEventListener('click', clicked)
    return () => {
      document.removeEventListener('keydown', pressed)
      element?.removeEventListener('click', clicked)
    }
  }, [room])
}
