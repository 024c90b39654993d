import { rne } from '@openbpu/tensor';

/** How an output position finds its place in the input. */
export type ResizeCoordinate = 'half_pixel' | 'pytorch_half_pixel' | 'align_corners' | 'asymmetric';

/** How a place between two elements chooses one. */
export type NearestMode = 'floor' | 'ceil' | 'round_prefer_floor' | 'round_prefer_ceil';

/** One axis of a resize. `scale` is output over input. */
export interface ResizeAxis {
  readonly input: number;
  readonly output: number;
  readonly scale?: number | undefined;
}

const round = Math.fround;

/** A place this close to half-way is half-way, as ONNX Runtime has it. */
const HALF_TOLERANCE = 1e-6;

/**
 * The place in the input of each output position, in float32 step by step, as runtimes compute it:
 *
 * - `half_pixel`: `(o + 0.5) / scale − 0.5`; `pytorch_half_pixel` the same, and 0 where the output has one element;
 * - `align_corners`: `o · (input − 1) / (output − 1)`, and 0 where the output has one element;
 * - `asymmetric`: `o / scale`.
 *
 * `scale` is the given one, or `output / input`.
 */
export function resizeCoordinates({ input, output, scale }: ResizeAxis, coordinate: ResizeCoordinate): Float32Array {
  const s = round(scale ?? output / input);
  const place = (o: number): number => {
    switch (coordinate) {
      case 'pytorch_half_pixel':
        return output > 1 ? round((o + 0.5) / s) - 0.5 : 0;
      case 'align_corners':
        return output > 1 ? round(o * (input - 1)) / (output - 1) : 0;
      case 'asymmetric':
        return o / s;
      case 'half_pixel':
        return round((o + 0.5) / s) - 0.5;
    }
  };
  return Float32Array.from({ length: output }, (_, o) => place(o));
}

/** The input index each output position takes, clamped to the input. */
export function nearestIndices(axis: ResizeAxis, coordinate: ResizeCoordinate, mode: NearestMode): Int32Array {
  return Int32Array.from(resizeCoordinates(axis, coordinate), (x) =>
    Math.min(Math.max(chooseIndex(x, mode), 0), axis.input - 1),
  );
}

function chooseIndex(x: number, mode: NearestMode): number {
  switch (mode) {
    case 'floor':
      return Math.floor(x);
    case 'ceil':
      return Math.ceil(x);
    case 'round_prefer_floor':
      return isHalf(x) ? Math.floor(x) : Math.round(x);
    case 'round_prefer_ceil':
      return isHalf(x) ? Math.ceil(x) : Math.round(x);
  }
}

/** Whether a place lies half-way between two elements, but for the error its float32 steps may have made. */
function isHalf(x: number): boolean {
  return Math.abs(x - Math.floor(x) - 0.5) < HALF_TOLERANCE;
}

/** The two neighbours of each output position and the weight of the second, 0 to 1; the first has what is left. */
export interface LinearMap {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly weight: Float32Array;
}

/** Places are clamped to the input first, so that the border repeats. */
export function linearMap(axis: ResizeAxis, coordinate: ResizeCoordinate): LinearMap {
  const last = axis.input - 1;
  const places = resizeCoordinates(axis, coordinate).map((x) => Math.min(Math.max(x, 0), last));
  const first = Int32Array.from(places, Math.floor);
  return { first, second: first.map((i) => Math.min(i + 1, last)), weight: places.map((x, o) => x - first[o]) };
}

/** Weights of an integer linear resize are out of 2¹¹ on each axis. */
export const LINEAR_ONE = 2048;

/** A linear map as an int32 table [n, 3]: first, second, weight of the second out of 2¹¹, rounded half to even. */
export function linearTable({ first, second, weight }: LinearMap): Int32Array {
  return Int32Array.from({ length: first.length * 3 }, (_, i) => {
    const o = Math.floor(i / 3);
    return i % 3 === 0 ? first[o] : i % 3 === 1 ? second[o] : rne(weight[o] * LINEAR_ONE);
  });
}
