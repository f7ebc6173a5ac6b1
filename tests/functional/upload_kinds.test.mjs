// Kinds of files that people have, through the upload server and its sandboxed program: what its owner is told, and
// that what was kept is a video.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { mediaFile, until } from './harness.mjs'
import { UploadFixture } from './upload_fixture.mjs'

let fixture
before(async () => {
  fixture = await new UploadFixture({
    orders_at_once: 4,
    normalise_at_once: 2,
    uploads_at_once_per_user: 32,
    video_seconds_limit: 5,
    picture_side_limit: 1000,
  }).start()
  // What comes after the conversion is not what this is about.
  fixture.pose.answer = (order, response, worker) => worker.fail(response, '1206')
})
after(() => fixture.stop())

const caseFile = (name) => readFileSync(mediaFile('cases', name))
const made = (name, ...options) => fixture.makeVideo(name, ...options)
const picture = [
  '-f',
  'lavfi',
  '-i',
  'testsrc2=size=64x96:rate=25:duration=1',
  '-f',
  'lavfi',
  '-i',
  'sine=duration=1',
  '-pix_fmt',
  'yuv420p',
]

/** What ffprobe says of the converted video, and the progress that its owner reads, in English. */
async function converted(bytes, name = 'video.mp4') {
  const training = fixture.training()
  await fixture.accepted(training, bytes, { name })
  const progress = await until(
    async () => {
      const now = await fixture.progress(training, { headers: { 'Accept-Language': 'en' } })
      return now.state === 'FAILED' && now
    },
    `${name} is over`,
    120,
  )
  if (progress.failure.error !== '1206') return { progress }
  assert.equal(progress.stages[0].state, 'done')
  const [[upload]] = fixture.sql(`SELECT id FROM uploads WHERE training_id = ${training}`)
  const file = fixture.storagePath(`trainings/${training}/${upload}/video.mp4`)
  const told = JSON.parse(
    execFileSync('ffprobe', ['-v', 'error', '-count_frames', '-show_streams', '-show_format', '-of', 'json', file]),
  )
  const stream = (kind) => told.streams.find((one) => one.codec_type === kind)
  return { progress, video: stream('video'), audio: stream('audio'), streams: told.streams.length }
}

const kindsOf = (progress) => progress.notices.map((notice) => notice.kind)

test('the cases of the collection', async () => {
  const sizes = {
    'mirror_hflip.mp4': [480, 854],
    'mirror_portrait.mp4': [480, 854],
    'odd478x852.mp4': [478, 852],
    'tiny.mp4': [24, 42],
  }
  const [cover, pcm, fast, cut, ...sized] = await Promise.all([
    converted(caseFile('withcover_1s.mp4')),
    converted(caseFile('pcm_then_aac_1s.mov'), 'pcm.mov'),
    converted(caseFile('fps300.mp4')),
    converted(caseFile('cutmkv.mkv'), 'cut.mkv'),
    ...Object.keys(sizes).map((name) => converted(caseFile(name), name)),
  ])
  assert.equal(cover.streams, 2)
  assert.deepEqual([cover.audio.codec_name, kindsOf(cover.progress)], ['aac', []])
  assert.deepEqual([pcm.audio.codec_name, kindsOf(pcm.progress)], ['aac', []])
  assert.deepEqual([fast.video.nb_read_frames, kindsOf(fast.progress)], ['60', ['frames_thinned']])
  assert.equal(cut.progress.failure.error, '1209')
  for (const [index, size] of Object.values(sizes).entries()) {
    assert.deepEqual([sized[index].video.width, sized[index].video.height], size)
    assert.equal(sized[index].video.side_data_list, undefined, 'nothing is left to turn')
  }
})

test('other containers and codecs, interlaced, with high dynamic range', async () => {
  const results = await Promise.all([
    converted(made('a.ts', ...picture, '-c:v', 'mpeg2video', '-flags', '+ildct+ilme', '-c:a', 'ac3'), 'a.ts'),
    converted(made('b.avi', ...picture, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-c:a', 'pcm_s16le'), 'b.avi'),
    converted(made('c.3gp', ...picture, '-c:v', 'h263', '-s', '176x144', '-c:a', 'aac'), 'c.3gp'),
    converted(
      made(
        'd.mp4',
        ...picture,
        '-c:v',
        'libx264',
        '-pix_fmt',
        'yuv420p10le',
        '-color_primaries',
        'bt2020',
        '-color_trc',
        'arib-std-b67',
        '-colorspace',
        'bt2020nc',
      ),
      'd.mp4',
    ),
  ])
  for (const { progress, video, audio } of results) {
    assert.deepEqual([video.codec_name, video.pix_fmt, audio.codec_name], ['h264', 'yuv420p', 'aac'])
    assert.equal(video.nb_read_frames, '25')
    assert.deepEqual(progress.notices, [])
  }
  assert.equal(results[3].video.color_transfer, 'bt709')
})

test('notices in the language of the owner', async () => {
  const silent = made('silent.mkv', ...picture, '-c:v', 'libx264', '-c:a', 'wmav2')
  const whole = made('whole.mkv', '-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=25:duration=4.5', '-c:v', 'libx264', '-g', '25')
  const { progress, audio } = await converted(silent, 'silent.mkv')
  assert.equal(audio, undefined)
  assert.deepEqual(kindsOf(progress), ['sound_left_out'])
  const korean = await fixture.progress(progress.trainingId, { headers: { 'Accept-Language': 'ko' } })
  assert.match(korean.notices[0].message, /[가-힣]/)
  const cut = await converted(whole.subarray(0, whole.length * 0.8), 'cut.mkv')
  assert.deepEqual(kindsOf(cut.progress), ['cut_off'])
  const missing = Number(/without the last ([0-9.]+) second/.exec(cut.progress.notices[0].message)[1])
  assert.ok(Math.abs(Number(cut.video.duration) + missing - 4.5) < 0.15, `${cut.video.duration} + ${missing}`)
})

test('each refusal names its reason and its limit', async () => {
  const long = made('long.mp4', '-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=5:duration=6', '-c:v', 'libx264')
  const refusals = await Promise.all([
    converted(long),
    converted(made('large.mp4', '-f', 'lavfi', '-i', 'testsrc2=size=64x1002:rate=5:duration=1', '-c:v', 'libx264')),
    converted(long.subarray(0, long.length * 0.6)),
    converted(made('prores.mov', ...picture, '-c:v', 'prores_ks'), 'prores.mov'),
    converted(made('photo.mp4', '-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=25:duration=0.04', '-c:v', 'libx264')),
  ])
  assert.deepEqual(
    refusals.map(({ progress }) => progress.failure),
    [
      { error: '1204', message: 'The video is too long. It may last up to 5 seconds.' },
      { error: '1203', message: 'The picture of the video is too large. The longer side may have up to 1000 pixels.' },
      { error: '1208', message: 'The file has no index: it was probably not recorded or transferred to its end.' },
      { error: '1205', message: 'This kind of video is not supported. Export it as MP4 with H.264 and send that.' },
      { error: '1211', message: 'The video is too short. It must last at least 0.5 seconds.' },
    ],
  )
  assert.deepEqual(
    refusals.flatMap(({ progress }) => progress.notices),
    [],
  )
})

test('names are shown safely', async () => {
  const training = fixture.training()
  const answer = await fixture.accepted(training, fixture.clip, { name: ' caf\u0065\u0301\u202Egpj\u200B.mp4 ' })
  assert.equal(answer.json.fileName, 'cafégpj.mp4')
  for (const name of ['   ', '\u202E', '\u200B\u3000']) {
    const refused = await fixture.upload(fixture.training(), fixture.clip, { name })
    assert.deepEqual([refused.status, refused.json.error], [400, '3001'], JSON.stringify(name))
  }
})
