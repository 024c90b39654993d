/**
 * A tensor as it stands in a vector file. What JSON has no number for is a string: `NaN`, `Infinity`, `-Infinity`,
 * `-0`.
 */
export interface TensorText {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** The elements, or, in the place of many that are equal, runs of [count, element]. */
  readonly data?: readonly (number | string)[];
  readonly runs?: readonly (readonly [number, number])[];
}

/**
 * One evaluation of one operator: its inputs are `inputs`, then `parameters` (weights, multipliers, tables, scales).
 */
export interface Vector {
  readonly name: string;
  readonly op: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly inputs: readonly TensorText[];
  readonly parameters: readonly TensorText[];
  readonly outputs: readonly TensorText[];
}

export interface VectorFile {
  readonly title: string;
  readonly law: string;
  readonly vectors: readonly Vector[];
}

/** Throws RangeError when the elements do not fill the shape, or a float32 element is no float32. */
export function tensor(dtype: string, shape: readonly number[], data: readonly number[]): TensorText {
  const size = shape.reduce((a, b) => a * b, 1);
  if (data.length !== size) throw new RangeError(`${data.length} elements do not fill ${shape.join('x')}`);
  const odd = dtype === 'float32' ? data.find((value) => !Object.is(Math.fround(value), value)) : undefined;
  if (odd !== undefined) throw new RangeError(`${odd} is no float32`);
  return {
    dtype,
    shape,
    data: data.map((value) => (Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : String(value))),
  };
}

/** The same as runs of equal elements, for tables that are too long to list. */
export function inRuns(dtype: string, shape: readonly number[], data: readonly number[]): TensorText {
  tensor(dtype, shape, data);
  const runs: [number, number][] = [];
  for (const value of data) {
    const last = runs.at(-1);
    if (last && last[1] === value) last[0]++;
    else runs.push([1, value]);
  }
  return { dtype, shape, runs };
}

export function scalar(value: number): TensorText {
  return tensor('float32', [], [value]);
}

export function vector(name: string, op: string, parts: Pick<Vector, 'inputs' | 'outputs'> & Partial<Vector>): Vector {
  return { name, op, attributes: {}, parameters: [], ...parts };
}

/** The text of a vector file: one tensor a line. */
export function formatVectorFile({ title, law, vectors }: VectorFile): string {
  const tensors = (list: readonly TensorText[]) =>
    list.length === 0 ? '[]' : `[\n${list.map((each) => `        ${JSON.stringify(each)}`).join(',\n')}\n      ]`;
  const one = ({ name, op, attributes, inputs, parameters, outputs }: Vector) =>
    [
      '    {',
      `      "name": ${JSON.stringify(name)},`,
      `      "op": ${JSON.stringify(op)},`,
      `      "attributes": ${JSON.stringify(attributes)},`,
      `      "inputs": ${tensors(inputs)},`,
      `      "parameters": ${tensors(parameters)},`,
      `      "outputs": ${tensors(outputs)}`,
      '    }',
    ].join('\n');
  return (
    `{\n  "title": ${JSON.stringify(title)},\n  "law": ${JSON.stringify(law)},\n  "vectors": [\n` +
    `${vectors.map(one).join(',\n')}\n  ]\n}\n`
  );
}
