export const vertexShader = `#version 300 es
out vec2 position;
void main() {
  // One triangle that covers the canvas.
  vec2 corner = vec2(float((gl_VertexID << 1) & 2), float(gl_VertexID & 2));
  position = vec2(corner.x, 1.0 - corner.y);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`

// The silhouette is cyan on white: how much of it covers a point is one minus its red.
export const fragmentShader = `#version 300 es
precision mediump float;
in vec2 position;
out vec4 colour;
uniform sampler2D camera;
uniform sampler2D shape;
uniform sampler2D overlay;
uniform vec4 place;
uniform vec2 edgeStep;
uniform float flipped;
uniform float opacity;
uniform float hasOverlay;
uniform vec3 fill;
uniform vec3 innerEdge;
uniform vec3 outerEdge;

float coverage(vec2 at) {
  vec2 inShape = (at - place.xy) / place.zw;
  inShape.x = mix(inShape.x, 1.0 - inShape.x, flipped);
  if (any(lessThan(inShape, vec2(0.0))) || any(greaterThan(inShape, vec2(1.0)))) return 0.0;
  return smoothstep(0.25, 0.75, 1.0 - texture(shape, inShape).r);
}

void main() {
  vec3 result = texture(camera, vec2(1.0 - position.x, position.y)).rgb;
  if (opacity > 0.0) {
    float here = coverage(position);
    float least = here;
    float most = here;
    for (int i = 0; i < 8; i++) {
      float angle = float(i) * 0.7853982;
      float near = coverage(position + edgeStep * vec2(cos(angle), sin(angle)));
      least = min(least, near);
      most = max(most, near);
    }
    result = mix(result, fill, here * opacity * 0.6);
    float visible = min(1.0, opacity * 1.6);
    result = mix(result, innerEdge, here * (1.0 - least) * visible);
    result = mix(result, outerEdge, (1.0 - here) * most * visible);
  }
  vec4 drawn = texture(overlay, position) * hasOverlay;
  colour = vec4(mix(result, drawn.rgb, drawn.a), 1.0);
}`
