import { type DType, type Tensor, sizeOf } from '@openbpu/tensor';
import type { Given, PlainAttributes, PlainType } from './custom-op';
import { CustomOpError, thrownBy } from './custom-op-error';
import type { BoundOp } from './bound-op';
import type { LoadedModule } from './load-module';
import { plainResults } from './plain-results';

/** The node by which the vendor's tools export a custom operator. */
export const PY_OP = { domain: 'horizon.custom', type: 'PyOp' } as const;

/** Element types as ONNX numbers them, and as a graph has them: every float is float32. */
const ELEMENTS: Readonly<Record<number, DType>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float32',
  11: 'float32',
  12: 'uint32',
  13: 'uint64',
};

/** What the six attributes of a PyOp say. */
export interface PyOpAttributes {
  readonly module: string;
  readonly className: string;
  readonly compute: string;
  readonly inputTypes: readonly DType[];
  readonly outputs: readonly PlainType[];
}

/** Reads the attributes of a PyOp. Throws CustomOpError. */
export function pyOpAttributes(attributes: PlainAttributes): PyOpAttributes {
  const shapes = list(attributes, 'output_shape', isText).map((text) => shapeOf(text));
  const types = list(attributes, 'output_types', isNumber).map((number) => elementOf(number, 'output_types'));
  if (shapes.length === 0) wrong('output_shape', 'has no entry, and a node has an output');
  if (types.length !== shapes.length)
    wrong('output_types', `has ${types.length} entries, and output_shape ${shapes.length}`);
  return {
    module: text(attributes, 'module'),
    className: text(attributes, 'class_name'),
    compute: attributes['compute'] === undefined ? 'compute' : text(attributes, 'compute'),
    inputTypes: list(attributes, 'input_types', isNumber).map((number) => elementOf(number, 'input_types')),
    outputs: shapes.map((shape, i) => ({ dtype: types[i], shape })),
  };
}

/**
 * The class of a module as the operator of a PyOp: made once a node, its method called with the inputs, one argument
 * each. It gives a tensor, or the elements of one, or a list of these where the node has several outputs.
 */
export function bindPyOp(read: PyOpAttributes, { file, module, sha256, exports }: LoadedModule): BoundOp {
  const { className, compute, inputTypes, outputs } = read;
  const name = `${PY_OP.domain}.${PY_OP.type}`;
  let instance: Readonly<Record<string, unknown>> | undefined;
  const method = (...given: Given<Tensor>): unknown => {
    instance ??= instanceOf(exports[className]);
    const found = instance?.[compute];
    if (typeof found !== 'function')
      throw new CustomOpError('throws', `module "${module}" has no class ${className} with a method ${compute}`);
    return Reflect.apply(found, instance, given);
  };
  const infer = (inputs: Given<PlainType>): readonly PlainType[] => {
    if (inputs.length !== inputTypes.length)
      wrong('input_types', `has ${inputTypes.length} entries, and the node ${inputs.length} inputs`);
    inputs.forEach((type, i) => {
      if (type && type.dtype !== inputTypes[i])
        wrong('input_types', `says ${inputTypes[i]} of input ${i}, which is ${type.dtype}`);
    });
    return outputs;
  };
  return {
    name,
    from: { module, sha256 },
    infer,
    evaluate(inputs) {
      infer(inputs);
      try {
        const own = inputs.map((tensor) => tensor && { ...tensor, data: tensor.data.slice() as Tensor['data'] });
        return plainResults(listed(method(...own), outputs), outputs);
      } catch (error) {
        if (error instanceof CustomOpError) throw error;
        throw new CustomOpError('throws', thrownBy(error, file), error);
      }
    },
    macs: () => 0,
    body: () => undefined,
    lower: false,
  };
}

/** A class makes an object; an object is itself. */
function instanceOf(found: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof found === 'function') return Reflect.construct(found, []) as Readonly<Record<string, unknown>>;
  return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : undefined;
}

/** What a method gives as a list of tensors: bare elements have the type that the node says. */
function listed(found: unknown, outputs: readonly PlainType[]): readonly unknown[] {
  const each: readonly unknown[] = Array.isArray(found) ? found : [found];
  return each.map((one, i) => (ArrayBuffer.isView(one) && outputs[i] ? { ...outputs[i], data: one } : one));
}

function shapeOf(written: string): readonly number[] {
  const parts = written.trim() === '' ? [] : written.split(',').map((part) => part.trim());
  const shape = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : NaN));
  if (shape.some(Number.isNaN) || !Number.isSafeInteger(sizeOf(shape)))
    wrong('output_shape', `holds "${written}", which is no shape such as "1, 1024, 1, 1"`);
  return shape;
}

function elementOf(number: number, attribute: string): DType {
  return ELEMENTS[number] ?? wrong(attribute, `holds ${number}, which is no element type of numbers`);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';

function text(attributes: PlainAttributes, name: string): string {
  const value = attributes[name];
  return isText(value) && value !== '' ? value : wrong(name, value === undefined ? 'is missing' : 'is no text');
}

function list<T>(attributes: PlainAttributes, name: string, is: (value: unknown) => value is T): readonly T[] {
  const value = attributes[name];
  if (value === undefined) return wrong(name, 'is missing');
  return Array.isArray(value) && value.every(is) ? value : wrong(name, 'is of another kind');
}

function wrong(attribute: string, problem: string): never {
  throw new CustomOpError('attributes', problem, undefined, attribute);
}
