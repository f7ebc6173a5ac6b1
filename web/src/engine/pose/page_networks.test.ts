import { afterEach, describe, expect, it, vi } from 'vitest'
import { choosePageNetworks, networksWithout } from './page_networks'

afterEach(() => vi.unstubAllGlobals())

function answer(text: string, status = 200): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(text, { status })))
}

describe('networksWithout', () => {
  it('takes the stand-in networks, all of them, when one file of the real ones is missing', () => {
    expect(networksWithout([]).set).toBe('real')
    for (const file of [
      'rtmdet_nano/rtmdet-nano_int8_weights.onnx',
      'pp_tinypose_256x192/model_int8_weights.onnx',
      'pp_tinypose_128x96/model_int8_weights.onnx',
    ]) {
      expect(networksWithout([file]).set, file).toBe('stand-in')
    }
  })

  it('does not care for files that only the servers use', () => {
    expect(networksWithout(['maskrcnn2go/onnx/fp32_mask_head.onnx']).set).toBe('real')
  })
})

const paths = [
  'rtmdet_nano/rtmdet-nano_int8_weights.onnx',
  'pp_tinypose_128x96/model_int8_weights.onnx',
  'pp_tinypose_256x192/model_int8_weights.onnx',
  'nanodet/nanodet.onnx',
  'movenet_lightning/movenet_lightning.onnx',
  'movenet_thunder/movenet_thunder.onnx',
]
const files = paths.map((path, index) => ({ path, bytes: index + 1, sha256: `sum of ${path}` }))

describe('choosePageNetworks', () => {
  it('goes by what the server has', async () => {
    answer(JSON.stringify({ missing: [paths[0]], files: files.slice(1) }))
    const standIns = await choosePageNetworks('/models/')
    expect(standIns.networks.set).toBe('stand-in')
    expect(standIns.detector.address).toBe('/models/nanodet/nanodet.onnx')
    answer(JSON.stringify({ missing: [], files }))
    const { networks, pose } = await choosePageNetworks('/models/')
    expect(networks.set).toBe('real')
    expect(pose.small).toEqual({ address: `/models/${paths[1]}`, bytes: 2, sha256: `sum of ${paths[1]}` })
    expect(pose.large.bytes).toBe(3)
  })

  it('says so where that cannot be known, or a file is not there', async () => {
    for (const text of ['<!doctype html>', '{}', '[]', 'null', '', '{"missing":[],"files":[]}']) {
      answer(text)
      await expect(choosePageNetworks('/models/'), text).rejects.toMatchObject({ code: 'models_unavailable' })
    }
    answer(JSON.stringify({ missing: [], files }), 503)
    await expect(choosePageNetworks('/models/')).rejects.toMatchObject({ code: 'models_unavailable' })
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
    await expect(choosePageNetworks('/models/')).rejects.toMatchObject({ code: 'models_unavailable' })
  })
})
