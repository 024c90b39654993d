import type { Tensor } from '@openbpu/tensor';
import {
  type AnyCustomOp,
  type AnyTensor,
  type Given,
  type PlainAttributes,
  type PlainType,
  operatorName,
} from './custom-op';
import { CustomOpError, thrownBy } from './custom-op-error';
import { OnnxBody, type WrittenBody } from './onnx-body';
import { plainResults, plainTypes } from './plain-results';

/** A module as files name it. */
export interface ModuleIdentity {
  /** The name of its file, without folders. */
  readonly module: string;
  /** SHA-256 of that file, and of those beside it that it imports, in hexadecimal. */
  readonly sha256: string;
}

/** The custom operator behind one node of a model, its attributes read. Everything throws CustomOpError. */
export interface BoundOp {
  /** `com.example.MyOp`. */
  readonly name: string;
  readonly from: ModuleIdentity;
  infer(inputs: Given<PlainType>): readonly PlainType[];
  /** The inputs stay as they are whatever the module does, and the outputs are the caller's. */
  evaluate(inputs: Given<Tensor>): readonly Tensor[];
  macs(inputs: Given<PlainType>, outputs: readonly PlainType[]): number;
  /** Undefined for an operator that has none. */
  body(inputs: Given<PlainType>): WrittenBody | undefined;
  readonly lower: boolean;
}

/** The operator of a module for a node with these attributes. `file` is the path of the module. */
export function bindOp(op: AnyCustomOp, attributes: PlainAttributes, file: string, from: ModuleIdentity): BoundOp {
  const read = readAttributes(op, attributes);
  const call = <T>(fault: 'types' | 'throws' | 'body', act: () => T): T => {
    try {
      return act();
    } catch (error) {
      if (error instanceof CustomOpError) throw error;
      throw new CustomOpError(fault, thrownBy(error, file), error);
    }
  };
  const infer = (inputs: Given<PlainType>) => call('types', () => plainTypes(op.infer(inputs.map(onlyType), read)));
  return {
    name: operatorName(op),
    from,
    infer,
    evaluate(inputs) {
      const types = infer(inputs);
      return plainResults(
        call('throws', () => op.evaluate(inputs.map(copied), read)),
        types,
      );
    },
    macs: (inputs, outputs) => call('types', () => plainCount(op.macs?.(inputs.map(onlyType), outputs, read) ?? 0)),
    body: (inputs) => call('body', () => writtenBody(op, inputs, read)),
    lower: op.lower === true,
  };
}

function readAttributes(op: AnyCustomOp, attributes: PlainAttributes): unknown {
  if (op.attributes === undefined) return attributes;
  const read = op.attributes.safeParse(attributes);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new CustomOpError('attributes', issue.message, undefined, issue.path.map(String).join('.'));
}

function writtenBody(op: AnyCustomOp, inputs: Given<PlainType>, attributes: unknown): WrittenBody | undefined {
  if (op.onnx === undefined) return undefined;
  const body = new OnnxBody();
  const names = inputs.map((_, i) => `input_${i}`);
  const outputs = op.onnx(
    body,
    inputs.map((type, i) => type && { name: names[i], dtype: type.dtype, shape: [...type.shape] }),
    attributes,
  );
  const known = new Set([...names, ...body.nodes.flatMap((node) => node.outputs)]);
  const unknown = [...outputs, ...body.nodes.flatMap((node) => node.inputs)].find((id) => id !== '' && !known.has(id));
  if (unknown !== undefined)
    throw new CustomOpError('body', `its ONNX body reads "${unknown}", which nothing in it gives`);
  // A function gives each output by a node of its own.
  const given = outputs.map((id) => body.op('Identity', [id]));
  return { inputs: names, outputs: given, nodes: body.nodes };
}

function plainCount(macs: number): number {
  if (Number.isFinite(macs) && macs >= 0) return Math.round(macs);
  throw new CustomOpError('types', `macs gives ${macs}`);
}

function onlyType<T extends PlainType>(type: T | undefined): PlainType | undefined {
  return type && { dtype: type.dtype, shape: [...type.shape] };
}

/** What the module is given is its own: it may keep or change it. */
function copied(tensor: Tensor | undefined): AnyTensor | undefined {
  return tensor && ({ dtype: tensor.dtype, shape: [...tensor.shape], data: tensor.data.slice() } as AnyTensor);
}
