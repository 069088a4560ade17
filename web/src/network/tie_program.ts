/** Draws ties as lines, whole or broken, in one pass of the graphics card. */
import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_from;
attribute vec2 a_to;
attribute float a_thickness;
attribute vec2 a_dash;
attribute float a_end;
attribute float a_side;

uniform mat3 u_matrix;
uniform vec2 u_half;

varying vec4 v_color;
varying float v_across;
varying float v_along;
varying float v_thickness;
varying vec2 v_dash;

const float bias = 255.0 / 254.0;

void main() {
  // In pixels, so that dashes and widths look alike at every zoom.
  vec2 from = (u_matrix * vec3(a_from, 1)).xy * u_half;
  vec2 to = (u_matrix * vec3(a_to, 1)).xy * u_half;
  vec2 line = to - from;
  float far = max(length(line), 0.001);
  vec2 normal = vec2(-line.y, line.x) / far;
  // One pixel more on each side, for a soft edge.
  float half_width = a_thickness * 0.5 + 1.0;
  #ifdef PICKING_MODE
  half_width += 2.0;
  #endif
  vec2 place = mix(from, to, a_end) + normal * a_side * half_width;
  gl_Position = vec4(place / u_half, 0, 1);
  v_across = a_side * half_width;
  v_along = a_end * far;
  v_thickness = a_thickness;
  v_dash = a_dash;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}
`;

const FRAGMENT = /* glsl */ `
precision mediump float;

varying vec4 v_color;
varying float v_across;
varying float v_along;
varying float v_thickness;
varying vec2 v_dash;

const vec4 transparent = vec4(0.0, 0.0, 0.0, 0.0);

void main(void) {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  if (v_dash.y > 0.0 && mod(v_along, v_dash.x + v_dash.y) > v_dash.x) discard;
  float edge = abs(v_across) - v_thickness * 0.5;
  gl_FragColor = mix(v_color, transparent, clamp(edge + 0.5, 0.0, 1.0));
  #endif
}
`;

const UNIFORMS = ["u_matrix", "u_half"] as const;

/** How a line is broken: so many pixels drawn, so many not; whole where none are left out. */
export type Dash = readonly [drawn: number, left: number];

/** Draws edges with a `dash` among their attributes. */
export class TieProgram extends EdgeProgram<(typeof UNIFORMS)[number]> {
  override getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_from", size: 2, type: FLOAT },
        { name: "a_to", size: 2, type: FLOAT },
        { name: "a_thickness", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_dash", size: 2, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [
        { name: "a_end", size: 1, type: FLOAT },
        { name: "a_side", size: 1, type: FLOAT },
      ],
      CONSTANT_DATA: [
        [0, 1],
        [0, -1],
        [1, 1],
        [1, 1],
        [0, -1],
        [1, -1],
      ],
    };
  }

  override processVisibleItem(
    index: number,
    start: number,
    from: NodeDisplayData,
    to: NodeDisplayData,
    edge: EdgeDisplayData & { dash: Dash },
  ): void {
    const values = [from.x, from.y, to.x, to.y, edge.size, floatColor(edge.color), index, ...edge.dash];
    this.array.set(values, start);
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations["u_matrix"] ?? null, false, params.matrix);
    gl.uniform2f(uniformLocations["u_half"] ?? null, params.width / 2, params.height / 2);
  }
}
