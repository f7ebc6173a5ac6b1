import { currentLanguage } from '../../i18n/language'

const loudest = 0.3
const quiet = 0.12
const believableMilliseconds = 1000

/** Sounds made here, with no files: short tones, and the browser's own voice where it has one. */
export class Cues {
  isOn = true
  hasVoice = true
  /** 0..1 */
  volume = 1
  private context: AudioContext | undefined
  private lastSpokenAt = -Infinity

  /** The tick of the countdown. */
  tick(): void {
    this.tone(660, 0.09, 0)
  }

  begin(): void {
    this.tone(990, 0.28, 0)
  }

  finish(): void {
    this.tone(660, 0.16, 0)
    this.tone(830, 0.16, 0.16)
    this.tone(990, 0.4, 0.32)
  }

  /** A quiet tick that is heard at this moment of performance.now(). Gives what takes it back. */
  tickAt(wall: number): () => void {
    const context = this.awake()
    // The clock of one that does not run stands still: its ticks would all come late.
    if (context?.state !== 'running') return () => undefined
    const start = Math.max(context.currentTime, contextTimeAt(context, wall))
    const oscillator = this.play(context, { frequency: 1500, seconds: 0.04, start, loudness: quiet })
    return () => oscillator.disconnect()
  }

  /** Lets sounds begin at once later on; a browser may want a click for that. */
  wake(): void {
    this.awake()
  }

  /** Speaks, unless something was spoken within the last `quietSeconds`. */
  speak(sentence: string, quietSeconds = 0): void {
    if (!this.isOn || !this.hasVoice || !('speechSynthesis' in globalThis)) return
    const now = performance.now()
    if (now - this.lastSpokenAt < quietSeconds * 1000) return
    this.lastSpokenAt = now
    speechSynthesis.cancel()
    const utterance = new SpeechSynthesisUtterance(sentence)
    utterance.lang = currentLanguage() === 'ko' ? 'ko-KR' : 'en-US'
    utterance.volume = this.volume
    speechSynthesis.speak(utterance)
  }

  close(): void {
    if ('speechSynthesis' in globalThis) speechSynthesis.cancel()
    void this.context?.close()
    this.context = undefined
  }

  private tone(frequency: number, seconds: number, delaySeconds: number): void {
    const context = this.awake()
    if (!context) return
    this.play(context, { frequency, seconds, start: context.currentTime + delaySeconds, loudness: loudest })
  }

  /** Nothing where nothing is to be heard. */
  private awake(): AudioContext | undefined {
    if (!this.isOn || this.volume <= 0 || !('AudioContext' in globalThis)) return undefined
    this.context ??= new AudioContext()
    if (this.context.state === 'suspended') void this.context.resume().catch(() => undefined)
    return this.context
  }

  private play(
    context: AudioContext,
    { frequency, seconds, start, loudness }: Record<'frequency' | 'seconds' | 'start' | 'loudness', number>,
  ): OscillatorNode {
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    const attack = Math.min(0.015, seconds / 8)
    oscillator.frequency.value = frequency
    gain.gain.setValueAtTime(0.0001, start)
    gain.gain.exponentialRampToValueAtTime(loudness * this.volume, start + attack)
    gain.gain.exponentialRampToValueAtTime(0.0001, start + seconds)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(start)
    oscillator.stop(start + seconds + 0.02)
    return oscillator
  }
}

/** When to begin, on the clock of the context, for it to be heard at this moment of performance.now(). */
function contextTimeAt(context: AudioContext, wall: number): number {
  const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp?.() ?? {}
  const now = performance.now()
  if (performanceTime > 0 && Math.abs(performanceTime - now) < believableMilliseconds) {
    return contextTime + (wall - performanceTime) / 1000
  }
  const latency = Number.isFinite(context.outputLatency) ? context.outputLatency : 0
  return context.currentTime - latency + (wall - now) / 1000
}
