import { decodeProgram } from '@openbpu/machine';
import type { Tensor } from '@openbpu/tensor';
import { Machine, type RunOptions } from './machine';

/** Runs an encoded program once: outputs and taps by name. To run it again and again, keep a `Machine`. */
export function simulate(
  program: Uint8Array,
  constants: Uint8Array,
  inputs: ReadonlyMap<string, Tensor>,
  options: RunOptions = {},
): Map<string, Tensor> {
  return new Machine(decodeProgram(program), constants).run(inputs, options);
}
