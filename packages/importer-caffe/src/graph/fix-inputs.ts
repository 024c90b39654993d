import { type Sink, fail } from '@openbpu/diagnostics';
import { type InputShapes, namedShapes } from '@openbpu/plugin-api';
import { formatShape, sizeOf } from '@openbpu/tensor';
import { CAFFE } from '../catalogue';
import type { NetInput } from '../net/layer';

export interface FixedInput {
  readonly name: string;
  readonly shape: readonly number[];
}

/** An input of more elements than this is a slip of the pen: its intermediate tensors would not fit a machine. */
const MOST_ELEMENTS = 2 ** 31;

/**
 * The shapes the network is imported for: the user's where given, else the declared ones; a declared batch of
 * images other than 1 is kept with a note. Fails with a diagnostic when a shape is missing, incomplete, or given for
 * an unknown input.
 */
export function fixInputs(inputs: readonly NetInput[], shapes: InputShapes | undefined, sink: Sink): FixedInput[] {
  const names = inputs.map((input) => input.name);
  const given = namedShapes(shapes ?? new Map(), names);
  for (const name of given.keys()) if (!names.includes(name)) fail(CAFFE.unknownInput({ name, inputs: names }));
  return inputs.map(({ name, shape: declared, origin }) => {
    const shape = given.get(name) ?? declared;
    const refuse = (problem: string) => fail(CAFFE.inputShape({ input: name, problem }, origin));
    if (!shape || shape.length === 0) return refuse('no shape is declared');
    if (shape.some((dim) => !Number.isInteger(dim) || dim < 1))
      return refuse(`the shape ${formatShape(shape)} has a dimension that is not fixed`);
    if (sizeOf(shape) > MOST_ELEMENTS)
      return refuse(`the shape ${formatShape(shape)} has more elements than any machine holds`);
    if (given.has(name) && declared && declared.length !== shape.length)
      return refuse(
        `input_shape ${formatShape(shape)} has ${shape.length} dimensions, the prototxt declares ` +
          `${formatShape(declared)}`,
      );
    if (!given.has(name) && shape.length === 4 && shape[0] !== 1)
      sink.report(CAFFE.batch({ input: name, shape }, origin));
    return { name, shape };
  });
}
