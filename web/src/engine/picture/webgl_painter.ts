import type { Layers, Painter } from './painter'
import { shapeColours } from './painter'
import { fragmentShader, vertexShader } from './shaders'

const edgePixels = 2.5
const [cameraUnit, shapeUnit, overlayUnit] = [0, 1, 2]

const wanted: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  depth: false,
  failIfMajorPerformanceCaveat: true,
}

/** Whether there is WebGL2 on a real GPU; in software it would take the processor from the pose. */
function isFast(): boolean {
  // A canvas of its own, since one that has had this context gives no other.
  const gl = document.createElement('canvas').getContext('webgl2', wanted)
  if (!gl) return false
  const names = gl.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER))
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return !/swiftshader|llvmpipe|software|basic render/i.test(renderer)
}

/** Paints with WebGL2. Survives the loss of the context: it paints nothing until the context is back. */
export class WebGlPainter implements Painter {
  private program: WebGLProgram | null = null
  private textures: (WebGLTexture | null)[] = []
  private readonly aborter = new AbortController()

  /** null where another painter should be used. */
  static create(canvas: HTMLCanvasElement): WebGlPainter | null {
    const context = isFast() ? canvas.getContext('webgl2', wanted) : null
    if (!context) return null
    try {
      return new WebGlPainter(canvas, context)
    } catch (error) {
      console.warn('WebGL2 is not used:', error)
      return null
    }
  }

  private constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly gl: WebGL2RenderingContext,
  ) {
    this.build()
    const { signal } = this.aborter
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault(), { signal })
    canvas.addEventListener('webglcontextrestored', () => this.build(), { signal })
  }

  paint({ camera, shape, overlay }: Layers): void {
    const { gl, program, canvas } = this
    if (!program || gl.isContextLost()) return
    gl.viewport(0, 0, canvas.width, canvas.height)
    gl.useProgram(program)
    this.upload(cameraUnit, camera)
    if (shape) this.upload(shapeUnit, shape.video)
    if (overlay) this.upload(overlayUnit, overlay)
    const set = (name: string, ...values: number[]) => {
      const location = gl.getUniformLocation(program, name)
      if (values.length === 1) gl.uniform1fv(location, values)
      else if (values.length === 2) gl.uniform2fv(location, values)
      else gl.uniform4fv(location, values)
    }
    set('opacity', shape?.opacity ?? 0)
    set('flipped', shape?.isFlipped ? 1 : 0)
    set('hasOverlay', overlay ? 1 : 0)
    set('edgeStep', edgePixels / canvas.width, edgePixels / canvas.height)
    if (shape) {
      const { x, y, width, height } = shape.place
      set('place', x / canvas.width, y / canvas.height, width / canvas.width, height / canvas.height)
    }
    gl.drawArrays(gl.TRIANGLES, 0, 3)
  }

  close(): void {
    this.aborter.abort()
    for (const texture of this.textures) this.gl.deleteTexture(texture)
    this.gl.deleteProgram(this.program)
    this.program = null
  }

  private build(): void {
    const { gl } = this
    const program = gl.createProgram()
    for (const [type, source] of [
      [gl.VERTEX_SHADER, vertexShader],
      [gl.FRAGMENT_SHADER, fragmentShader],
    ] as const) {
      const shader = gl.createShader(type)
      if (!shader) throw new Error('no shader')
      gl.shaderSource(shader, source)
      gl.compileShader(shader)
      gl.attachShader(program, shader)
      gl.deleteShader(shader)
    }
    gl.linkProgram(program)
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
      throw new Error(gl.getProgramInfoLog(program) ?? 'the shaders do not link')
    }
    gl.useProgram(program)
    this.textures = ['camera', 'shape', 'overlay'].map((name, unit) => {
      const texture = gl.createTexture()
      gl.activeTexture(gl.TEXTURE0 + unit)
      gl.bindTexture(gl.TEXTURE_2D, texture)
      for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) {
        gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE)
      }
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR)
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR)
      gl.uniform1i(gl.getUniformLocation(program, name), unit)
      return texture
    })
    for (const [name, value] of Object.entries(shapeColours)) {
      gl.uniform3fv(gl.getUniformLocation(program, name), value)
    }
    this.program = program
  }

  private upload(unit: number, source: HTMLVideoElement | HTMLCanvasElement): void {
    const { gl } = this
    gl.activeTexture(gl.TEXTURE0 + unit)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source)
  }
}
