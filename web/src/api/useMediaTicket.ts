import { useEffect, useState } from 'react'
import { readMedia, type Training } from './trainings'
import { MediaTicket } from './media_ticket'

/** The ticket of a training, renewed while the component is there and the training needs one. */
export function useMediaTicket(id: number, training: Training | undefined): MediaTicket {
  const [ticket] = useState(() => new MediaTicket(() => readMedia(id)))
  const isNeeded = training?.videoUrl.includes('?ticket=') ?? false
  useEffect(() => {
    if (!isNeeded) return
    ticket.keep()
    return () => ticket.rest()
  }, [ticket, isNeeded])
  return ticket
}
