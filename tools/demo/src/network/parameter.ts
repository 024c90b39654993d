/** What training changes: values, and the gradient of the loss by them for the last batch. */
export interface Parameter {
  readonly value: Float32Array;
  readonly gradient: Float64Array;
  /** Whether it is pulled to zero: weights are, scales and offsets are not. */
  readonly decays: boolean;
}

export function makeParameter(value: Float32Array, decays: boolean): Parameter {
  return { value, gradient: new Float64Array(value.length), decays };
}
