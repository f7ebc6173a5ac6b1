import { currentLanguage } from '../../i18n/language'

const loudest = 0.3

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
    if (!this.isOn || this.volume <= 0 || !('AudioContext' in globalThis)) return
    this.context ??= new AudioContext()
    const start = this.context.currentTime + delaySeconds
    const oscillator = this.context.createOscillator()
    const gain = this.context.createGain()
    oscillator.frequency.value = frequency
    gain.gain.setValueAtTime(0.0001, start)
    gain.gain.exponentialRampToValueAtTime(loudest * this.volume, start + 0.015)
    gain.gain.exponentialRampToValueAtTime(0.0001, start + seconds)
    oscillator.connect(gain).connect(this.context.destination)
    oscillator.start(start)
    oscillator.stop(start + seconds + 0.02)
  }
}
