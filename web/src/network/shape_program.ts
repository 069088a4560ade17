/** Draws entities as circles and polygons, filled or hollow, in one pass of the graphics card. */
import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { reachOf, type Shape } from "./shapes";

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute vec4 a_shape;
attribute float a_angle;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;

varying vec4 v_color;
varying vec2 v_away;
varying float v_radius;
varying vec4 v_shape;

const float bias = 255.0 / 254.0;

void main() {
  // A triangle that holds a circle of three radii: room for the corners of every polygon.
  float size = a_size * u_correctionRatio / u_sizeRatio * 6.0;
  vec2 away = size * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + away, 1)).xy, 0, 1);
  v_away = away;
  v_radius = size / 3.0;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying vec2 v_away;
varying float v_radius;
varying vec4 v_shape;

uniform float u_correctionRatio;

const vec4 transparent = vec4(0.0, 0.0, 0.0, 0.0);
const float PI = 3.141592653589793;

// How far outside the shape a point is; less than nothing inside.
float outside(vec2 away, float sides, float turn, float reach) {
  if (sides < 3.0) return length(away) - v_radius;
  float step = 2.0 * PI / sides;
  float angle = atan(away.y, away.x) + turn;
  return cos(floor(0.5 + angle / step) * step - angle) * length(away) - v_radius * reach * cos(PI / sides);
}

void main(void) {
  float border = u_correctionRatio * 2.0;
  float distance = outside(v_away, v_shape.x, v_shape.y, v_shape.z);
  #ifdef PICKING_MODE
  gl_FragColor = distance > 0.0 ? transparent : v_color;
  #else
  float rim = v_shape.w > 0.5 ? abs(distance + 0.2 * v_radius) - 0.2 * v_radius : distance;
  gl_FragColor = mix(v_color, transparent, clamp(rim / border + 1.0, 0.0, 1.0));
  #endif
}
`;

const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix"] as const;

/** Draws nodes with a `shape` among their attributes. */
export class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  override getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_shape", size: 4, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  override processVisibleItem(index: number, start: number, node: NodeDisplayData & { shape: Shape }): void {
    const { sides, turn, isHollow } = node.shape;
    const values = [node.x, node.y, node.size, floatColor(node.color), index];
    this.array.set([...values, sides, turn, reachOf(node.shape), isHollow ? 1 : 0], start);
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniform1f(uniformLocations["u_correctionRatio"] ?? null, params.correctionRatio);
    gl.uniform1f(uniformLocations["u_sizeRatio"] ?? null, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations["u_matrix"] ?? null, false, params.matrix);
  }
}
