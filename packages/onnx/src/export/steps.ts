import { type Tensor, int64 } from '@openbpu/tensor';
import type { AttributeProto } from '../proto/model';
import type { ExportSite } from './exporter';

/** Writes an operator as several nodes, each known by its output; the types between them only the run tells. */
export interface Steps {
  /** A node with one output, whose name it gives. */
  op(opType: string, inputs: readonly string[], attributes?: readonly AttributeProto[]): string;
  /** A node with several outputs. */
  ops(opType: string, inputs: readonly string[], outputs: number, attributes?: readonly AttributeProto[]): string[];
  constant(tensor: Tensor): string;
  /** A vector of whole numbers: a shape, axes, indices. */
  numbers(...values: readonly number[]): string;
  reshape(x: string, ...shape: readonly number[]): string;
}

export function stepsOf(site: ExportSite<unknown>): Steps {
  const ops: Steps['ops'] = (opType, inputs, outputs, attributes = []) => {
    const suffix = opType.toLowerCase();
    const names = Array.from({ length: outputs }, () => site.intermediate(suffix));
    site.emit(opType, inputs, names, attributes, suffix);
    return names;
  };
  const op: Steps['op'] = (opType, inputs, attributes) => ops(opType, inputs, 1, attributes)[0];
  const constant = (tensor: Tensor) => site.constant('constant', tensor);
  const numbers = (...values: readonly number[]) => constant(int64([values.length], values));
  return { op, ops, constant, numbers, reshape: (x, ...shape) => op('Reshape', [x, numbers(...shape)]) };
}
