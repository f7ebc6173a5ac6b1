// Somebody who does what a test says, in place of what the pose networks see.

/**
 * Before the page is opened. The person stands in a camera of 360 × 640; `globalThis.isClapping` says whether they clap, this
 * late after each sound of the page, in milliseconds.
 */
export async function makePoses(page, { lateMilliseconds }) {
  await page.addInitScript((late) => {
    // As they are heard: what is painted comes late on a busy machine.
    const beats = []
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (when = 0) {
      beats.push(performance.now() + 1000 * (when - this.context.currentTime))
      return start.call(this, when)
    }

    const columns = [180, 190, 170, 200, 160, 220, 140, 240, 120, 245, 115, 205, 155, 208, 152, 210, 150]
    const rows = [100, 92, 92, 96, 96, 170, 170, 240, 240, 300, 300, 320, 320, 430, 430, 540, 540]
    const fromClap = (taken) => Math.min(...beats.map((beat) => Math.abs(taken - beat - late)))
    const poseAt = (taken) => {
      const pose = columns.map((x, joint) => [x, rows[joint]])
      if (globalThis.isClapping) {
        const apart = 10 + 130 * Math.min(1, fromClap(taken) / 300)
        pose[9] = [180 + apart / 2, 230]
        pose[10] = [180 - apart / 2, 230]
      }
      return Float32Array.from(pose.flatMap((place) => [...place, 0.9]))
    }

    globalThis.Worker = class extends Worker {
      postMessage(message, transfer) {
        if (message.type !== 'frame') return super.postMessage(message, transfer)
        message.picture.close()
        const data = {
          ...{ type: 'pose', id: message.id, numbers: poseAt(1000 * message.seconds), others: [] },
          ...{ model: 'small', poseMilliseconds: 10, detectorMilliseconds: 0 },
        }
        setTimeout(() => this.onmessage?.(new MessageEvent('message', { data })), 10)
      }
    }
  }, lateMilliseconds)
}
