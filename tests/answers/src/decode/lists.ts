import type { Outputs } from '../judge';
import { largestAt, outputOf } from './values';

/** The class of the highest score. */
export function bestClass(output: string): (outputs: Outputs) => number {
  return (outputs) => {
    const { data } = outputOf(outputs, output);
    return largestAt(data, 0, data.length);
  };
}

/** A vector whose direction tells one person from another. */
export function embedding(output: string): (outputs: Outputs) => Float32Array {
  return (outputs) => outputOf(outputs, output).data;
}
