import type { MediaLinks } from './trainings'
import { ApiError } from './errors'

/** The part of an element that matters here. */
export type Player = Pick<HTMLMediaElement, 'currentTime' | 'paused' | 'src' | 'play'>

const retryMilliseconds = 5000
// A file that fails again so soon after has another reason than its ticket.
const sameFailureMilliseconds = 5000

/**
 * Keeps the files of one training playable. What not everybody may see needs a ticket that lives for minutes; a cookie
 * has it too, so that a player goes on by the link it has as long as the ticket is renewed here.
 */
export class MediaTicket {
  private timer: ReturnType<typeof setTimeout> | undefined
  private renewing: Promise<MediaLinks> | undefined
  private isKept = false
  private dueAt = 0
  private readonly resumedAt = new WeakMap<Player, number>()

  /** read: asks the server for links and cookie, which looks each time at what the person may see. */
  constructor(private readonly read: () => Promise<MediaLinks>) {}

  /** Renews the ticket from now on, each time when half its life is over. */
  keep(): void {
    if (this.isKept) return
    this.isKept = true
    document.addEventListener('visibilitychange', this.whenShown)
    this.renewAfter(0)
  }

  /** Ends keep(). */
  rest(): void {
    this.isKept = false
    clearTimeout(this.timer)
    document.removeEventListener('visibilitychange', this.whenShown)
  }

  /**
   * To be called when a player has met an error, as after a sleep longer than the life of the ticket: renews it and goes
   * on at the same place. False when that is of no use: the person may not see the training any more, or no server
   * answers, or the file has failed so just before.
   */
  async resume(player: Player, file: 'videoUrl' | 'shapeUrl'): Promise<boolean> {
    const now = performance.now()
    if (now - (this.resumedAt.get(player) ?? -Infinity) < sameFailureMilliseconds) return false
    this.resumedAt.set(player, now)
    const { currentTime, paused } = player
    try {
      const links = await this.renew()
      player.src = links[file]
    } catch {
      return false
    }
    player.currentTime = currentTime
    if (!paused) void player.play().catch(() => undefined)
    return true
  }

  private renew(): Promise<MediaLinks> {
    this.renewing ??= this.read().finally(() => (this.renewing = undefined))
    return this.renewing
  }

  // Timers of a page that nobody sees may stand still.
  private readonly whenShown = () => {
    if (!document.hidden && performance.now() >= this.dueAt) this.renewAfter(0)
  }

  private renewAfter(milliseconds: number): void {
    clearTimeout(this.timer)
    this.dueAt = performance.now() + milliseconds
    this.timer = setTimeout(() => void this.renewAndGoOn(), milliseconds)
  }

  private async renewAndGoOn(): Promise<void> {
    try {
      const { ticketSeconds } = await this.renew()
      // Without a ticket everybody may see it by now.
      if (this.isKept && ticketSeconds !== undefined) this.renewAfter((1000 * ticketSeconds) / 2)
    } catch (error) {
      const isOver =
        error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429
      if (this.isKept && !isOver) this.renewAfter(retryMilliseconds)
    }
  }
}
