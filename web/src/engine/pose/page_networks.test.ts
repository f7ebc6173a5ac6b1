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
      'rtmdet_nano/rtmdet-nano.onnx',
      'pp_tinypose_256x192/model_fp32_folded.onnx',
      'pp_tinypose_128x96/model_fp32_folded.onnx',
    ]) {
      expect(networksWithout([file]).set, file).toBe('stand-in')
    }
  })

  it('does not care for files that only the servers use', () => {
    expect(networksWithout(['maskrcnn2go/onnx/fp32_mask_head.onnx']).set).toBe('real')
  })
})

describe('choosePageNetworks', () => {
  it('goes by what the gateway says', async () => {
    answer('{"missing":["rtmdet_nano/rtmdet-nano.onnx"]}')
    expect((await choosePageNetworks('/models/')).set).toBe('stand-in')
    answer('{"missing":[]}')
    expect((await choosePageNetworks('/models/')).set).toBe('real')
  })

  it('takes the real networks where it cannot be known', async () => {
    for (const text of ['<!doctype html>', '{}', '[]', 'null', '']) {
      answer(text, 404)
      expect((await choosePageNetworks('/models/')).set, text).toBe('real')
    }
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
    expect((await choosePageNetworks('/models/')).set).toBe('real')
  })
})
