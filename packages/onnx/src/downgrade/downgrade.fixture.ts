import { type Shape, type Tensor, toNumbers } from '@openbpu/tensor';
import { attributesOf } from '../proto/attribute';
import { buildGraph, buildModel, buildNode, buildValue } from '../proto/build';
import { dataTypeOf } from '../proto/data-type';
import type { AttributeProto, ModelProto } from '../proto/model';
import { readTensor } from '../proto/read-tensor';
import { writeTensor } from '../proto/write-tensor';
import { toOpset11 } from './to-opset-11';

/** A node `n` of set 18 with its inputs: tensors are constants, shapes are fed as `x0`, `x1`, … */
export interface NodeDraft {
  readonly opType: string;
  readonly inputs: readonly (Tensor | Shape | '')[];
  readonly attributes?: readonly AttributeProto[];
  readonly outputs?: readonly string[];
  readonly output?: Shape;
  readonly dtype?: Parameters<typeof dataTypeOf>[0];
}

export function modelOf({ opType, inputs, attributes = [], outputs = ['y'], output, dtype = 'float32' }: NodeDraft) {
  const isTensor = (each: Tensor | Shape | ''): each is Tensor => typeof each === 'object' && 'data' in each;
  const names = inputs.map((each, i) => (each === '' ? '' : isTensor(each) ? `k${i}` : `x${i}`));
  return buildModel({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 18 }],
    graph: buildGraph({
      name: 'g',
      node: [buildNode({ name: 'n', opType, input: names, output: outputs, attribute: attributes })],
      initializer: inputs.flatMap((each, i) => (isTensor(each) ? [writeTensor(`k${i}`, each)] : [])),
      input: inputs.flatMap((each, i) =>
        each === '' || isTensor(each) ? [] : [buildValue(`x${i}`, dataTypeOf(dtype), each)],
      ),
      output: [buildValue(outputs[0], dataTypeOf(dtype), output)],
    }),
  });
}

/** The nodes of a model, one line each, constants in place of their names. */
export function linesOf({ graph }: ModelProto): string[] {
  const constants = new Map(graph.initializer.map((tensor) => [tensor.name ?? '', readTensor(tensor)]));
  const show = (name: string) => {
    const constant = constants.get(name);
    return constant ? `[${toNumbers(constant).join()}]` : name || '_';
  };
  return graph.node.map(
    (node) =>
      `${node.output.join()} = ${node.opType}(${node.input.map(show).join()}) ${JSON.stringify(attributesOf(node))}`,
  );
}

/** What becomes of a node in set 11. */
export const lowered = (draft: NodeDraft): string[] => linesOf(toOpset11(modelOf(draft)));
