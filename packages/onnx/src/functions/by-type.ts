import type { Call } from './function';

/** An integer activation type. */
export type Integer = 'int8' | 'int16';

/** The integer types of the first input and of the result. */
export interface Types {
  readonly x: Integer;
  readonly y: Integer;
}

/** The types a result may have. */
export const RESULTS: readonly Integer[] = ['int8', 'int16'];

/** Every mixture of types. */
export const MIXTURES: readonly Types[] = RESULTS.flatMap((x) => RESULTS.map((y) => ({ x, y })));

const SHORT = { int8: '_i8', int16: '_i16' } as const;

/** The suffix of a body that depends on the type of the result alone: none for int8. */
export function resultSuffix(y: Integer): string {
  return y === 'int8' ? '' : SHORT[y];
}

/** The suffix of a body for these types: `_i16` where both are int16, none where both are int8, else both. */
export function typesSuffix({ x, y }: Types): string {
  return x === y ? resultSuffix(x) : `${SHORT[x]}${SHORT[y]}`;
}

/** Whether the result of a call has this type. */
export function givesType({ outputs }: Pick<Call<unknown>, 'outputs'>, y: Integer): boolean {
  return outputs[0].dtype === y;
}

/** Whether a call has these types. */
export function hasTypes({ inputs, outputs }: Pick<Call<unknown>, 'inputs' | 'outputs'>, { x, y }: Types): boolean {
  return inputs[0]?.dtype === x && givesType({ outputs }, y);
}
