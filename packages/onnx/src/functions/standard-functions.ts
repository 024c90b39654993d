import * as all from './all';
import type { HzFunction } from './function';

/** The functions of every op that has no standard ONNX form. */
export function standardFunctions(): readonly HzFunction[] {
  return Object.values<HzFunction>(all);
}
