import { buildGraph, buildModel, buildNode, buildValue, dataTypeOf, writeTensor } from '@openbpu/onnx';
import type { Tensor } from '@openbpu/tensor';
import type { NodeCase } from './node-case';

/** A case of one node, of opset 17. */
export function caseOf(opType: string, inputs: readonly Tensor[], outputs: readonly Tensor[]): NodeCase {
  const named = (letter: string, tensors: readonly Tensor[]) =>
    tensors.map(({ dtype, shape }, i) => buildValue(`${letter}${i}`, dataTypeOf(dtype), shape));
  const names = (values: readonly { readonly name?: string }[]) => values.map(({ name = '' }) => name);
  const protos = (tensors: readonly Tensor[]) => new Map(tensors.map((tensor, i) => [i, writeTensor('', tensor)]));
  const [input, output] = [named('x', inputs), named('y', outputs)];
  const node = [buildNode({ name: 'n', opType, input: names(input), output: names(output) })];
  const model = buildModel({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 17 }],
    graph: buildGraph({ name: 'case', node, input, output }),
  });
  return { id: opType.toLowerCase(), operator: opType, model, inputs: protos(inputs), outputs: protos(outputs) };
}
