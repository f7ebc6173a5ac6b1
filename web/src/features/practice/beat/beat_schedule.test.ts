import { expect, it } from 'vitest'
import { BeatSchedule } from './beat_schedule'

const beats = [1, 2, 3, 4]
const stepMilliseconds = 50

/** A video that is looked at as the room does, and what is heard of it: walls, in order. */
function made() {
  let heard: number[] = []
  const schedule = new BeatSchedule((wall) => {
    heard.push(wall)
    return () => (heard = heard.filter((other) => other !== wall))
  })
  let wall = 10_000
  return {
    wall: () => wall,
    heard: () => heard.map((moment) => Math.round(moment - 10_000)),
    play(from: number, to: number, rate = 1, until = Infinity, jitter = 0) {
      const begin = wall
      for (;;) {
        const time = from + ((wall - begin) / 1000) * rate
        if (time >= to) return
        const shaken = time + jitter * Math.sin(wall)
        schedule.look(wall, { time: shaken, rate, until }, beats)
        wall += stepMilliseconds
      }
    },
    stand(milliseconds: number) {
      for (let gone = 0; gone < milliseconds; gone += stepMilliseconds) {
        schedule.look(wall, null, beats)
        wall += stepMilliseconds
      }
    },
  }
}

it('is heard once at each beat, at every speed', () => {
  for (const rate of [0.5, 0.75, 1, 1.25]) {
    const video = made()
    video.play(0, 4.5, rate)
    expect(video.heard()).toEqual(beats.map((beat) => Math.round((beat * 1000) / rate)))
  }
})

it('is heard once when the time of the video is not steady', () => {
  const video = made()
  video.play(0, 4.5, 1, Infinity, 0.02)
  expect(video.heard()).toHaveLength(4)
  for (const [i, moment] of video.heard().entries())
    expect(Math.abs(moment - 1000 * (i + 1))).toBeLessThan(25)
})

it('is silent in a pause, and goes on after it', () => {
  const video = made()
  video.play(0, 1.5)
  expect(video.heard()).toEqual([1000, 2000])
  video.stand(1000)
  expect(video.heard()).toEqual([1000])
  video.play(1.5, 2.1)
  expect(video.heard()).toEqual([1000, 3000])
})

it('follows a jump and another speed', () => {
  const video = made()
  video.play(0, 0.9)
  expect(video.heard()).toEqual([1000])
  video.play(2.5, 3.1)
  expect(video.heard()).toEqual([1400])
  video.play(3.1, 3.3)
  video.play(3.3, 3.8, 0.5)
  expect(video.heard()).toEqual([1400, 3100])
})

it('hears nothing beyond the section that repeats', () => {
  const video = made()
  video.play(0.5, 1.95, 1, 1.95)
  video.play(0.5, 1.95, 1, 1.95)
  expect(video.heard()).toEqual([500, 1950])
})

it('does not make up for what is long past', () => {
  const video = made()
  video.play(1.2, 1.35)
  expect(video.heard()).toEqual([])
})
