import type { Outputs } from '../judge';
import { outputOf } from './values';

/** 1 where the last plane of a map is above `least`: a person, or a line of text. */
export function above(output: string, least: number): (outputs: Outputs) => Uint8Array {
  return (outputs) => {
    const { data, shape } = outputOf(outputs, output);
    const plane = shape[1] === 2 ? data.length / 2 : data.length;
    return Uint8Array.from(data.subarray(data.length - plane), (value) => (value > least ? 1 : 0));
  };
}
