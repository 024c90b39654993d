import {
  type AttributeProto,
  type GraphProto,
  type NodeProto,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  encodeModel,
  floatAttribute,
  intsAttribute,
  stringAttribute,
  stringsAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { type Tensor, float32 } from '@openbpu/tensor';

/** Of the input of most nets here. */
export const SHAPE = [1, 3, 16, 16];

/** Numbers from −1 to 1, the same for a seed. */
export function wave(shape: readonly number[], seed: number): Tensor<'float32'> {
  const length = shape.reduce((product, dim) => product * dim, 1);
  return float32(
    shape,
    Float32Array.from({ length }, (_, i) => Math.sin((i + 1) * (seed + 0.7))),
  );
}

/** A node; one of another domain is written `com.example.Gate`. */
export function node(
  kind: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attribute: readonly AttributeProto[] = [],
): NodeProto {
  const dot = kind.lastIndexOf('.');
  const domain = dot < 0 ? {} : { domain: kind.slice(0, dot) };
  return buildNode({
    name: outputs[0],
    opType: kind.slice(dot + 1),
    input: inputs,
    output: outputs,
    attribute,
    ...domain,
  });
}

/** A convolution of 3x3 that keeps the size, with the weights `<y>_w`. */
export const conv = (x: string, y: string): NodeProto =>
  node('Conv', [x, `${y}_w`], [y], [intsAttribute('kernel_shape', [3, 3]), intsAttribute('pads', [1, 1, 1, 1])]);

/** A net of nodes: the weights of its convolutions are added, 3 channels each. */
export function net(nodes: readonly NodeProto[], graph: Partial<GraphProto> = {}): Uint8Array {
  const convolutions = nodes.filter(({ opType }) => opType === 'Conv');
  const initializer = convolutions.map(({ input }, i) => writeTensor(input[1], wave([3, 3, 3, 3], i + 2)));
  return encodeModel(
    buildModel({
      irVersion: 8,
      opsetImport: [
        { domain: '', version: 13 },
        ...['com.example', 'horizon.custom', 'openbpu.attention', 'openbpu.detection'].map((domain) => ({
          domain,
          version: 1,
        })),
      ],
      graph: buildGraph({
        name: 'net',
        node: nodes,
        input: [buildValue('x', 1, SHAPE)],
        output: [buildValue('y', 1, SHAPE)],
        ...graph,
        initializer: [...initializer, ...(graph.initializer ?? [])],
      }),
    }),
  );
}

/** The model of the guide: two convolutions, a Gate between them and a Shrink behind. */
export const GUIDE_MODEL = net([
  conv('x', 'a'),
  node('com.example.Gate', ['a'], ['b'], [floatAttribute('floor', 0.25)]),
  conv('b', 'c'),
  node('com.example.Shrink', ['c'], ['y'], [floatAttribute('by', 0.5)]),
]);

/** A convolution, and the class Halve of the module `sample` behind it. */
export const PY_MODEL = net([
  conv('x', 'a'),
  node(
    'horizon.custom.PyOp',
    ['a'],
    ['y'],
    [
      stringAttribute('class_name', 'Halve'),
      stringAttribute('module', 'sample'),
      intsAttribute('input_types', [1]),
      intsAttribute('output_types', [1]),
      stringsAttribute('output_shape', [SHAPE.join(', ')]),
    ],
  ),
]);
