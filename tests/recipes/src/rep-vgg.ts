import {
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  dataTypeOf,
  encodeModel,
  floatAttribute,
  intAttribute,
  intsAttribute,
  writeTensor,
  type NodeProto,
  type TensorProto,
} from '@openbpu/onnx';
import { type Shape, float32, sizeOf } from '@openbpu/tensor';

export interface RepVggOptions {
  /** Side of the square input. */
  readonly side: number;
  /** Channels of every stage. */
  readonly channels: number;
  readonly classes: number;
}

/** Blocks of each stage, as RepVGG-A2 has them in its deployed form. */
const BLOCKS = [1, 4, 6, 16, 1];

/** A deployed RepVGG with random weights: names, order and shapes of operators as its exporter writes them. */
export function repVgg({ side, channels, classes }: RepVggOptions): Uint8Array {
  const nodes: NodeProto[] = [];
  const weights: TensorProto[] = [];
  const random = generator(7);
  const weight = (name: string, shape: Shape, spread: number) => {
    weights.push(
      writeTensor(
        name,
        float32(
          shape,
          Float32Array.from({ length: sizeOf(shape) }, () => spread * (random() - 0.5)),
        ),
      ),
    );
    return name;
  };
  let x = 'data';
  let cin = 3;
  BLOCKS.forEach((count, stage) => {
    for (let block = 0; block < count; block++) {
      const name = stage === 0 ? `stage${stage}` : `stage${stage}.${block}`;
      const input = [
        x,
        weight(`${name}.rbr_reparam.weight`, [channels, cin, 3, 3], 2 * Math.sqrt(6 / (9 * cin))),
        weight(`${name}.rbr_reparam.bias`, [channels], 0.1),
      ];
      const stride = block === 0 ? 2 : 1;
      nodes.push(
        buildNode({
          name: `/${name}/rbr_reparam/Conv`,
          opType: 'Conv',
          input,
          output: [`/${name}/rbr_reparam/Conv_output_0`],
          attribute: [
            intsAttribute('dilations', [1, 1]),
            intAttribute('group', 1),
            intsAttribute('kernel_shape', [3, 3]),
            intsAttribute('pads', [1, 1, 1, 1]),
            intsAttribute('strides', [stride, stride]),
          ],
        }),
      );
      nodes.push(
        buildNode({
          name: `/${name}/nonlinearity/Relu`,
          opType: 'Relu',
          input: [`/${name}/rbr_reparam/Conv_output_0`],
          output: [`/${name}/nonlinearity/Relu_output_0`],
        }),
      );
      x = `/${name}/nonlinearity/Relu_output_0`;
      cin = channels;
    }
  });
  nodes.push(
    buildNode({
      name: '/gap/GlobalAveragePool',
      opType: 'GlobalAveragePool',
      input: [x],
      output: ['/gap/GlobalAveragePool_output_0'],
    }),
  );
  nodes.push(
    buildNode({
      name: '/Flatten',
      opType: 'Flatten',
      input: ['/gap/GlobalAveragePool_output_0'],
      output: ['/Flatten_output_0'],
      attribute: [intAttribute('axis', 1)],
    }),
  );
  nodes.push(
    buildNode({
      name: '/linear/Gemm',
      opType: 'Gemm',
      input: [
        '/Flatten_output_0',
        weight('linear.weight', [classes, channels], 2),
        weight('linear.bias', [classes], 0.1),
      ],
      output: ['output'],
      attribute: [floatAttribute('alpha', 1), floatAttribute('beta', 1), intAttribute('transB', 1)],
    }),
  );
  const float = dataTypeOf('float32');
  return encodeModel(
    buildModel({
      irVersion: 6,
      producerName: 'openbpu-tests',
      opsetImport: [{ domain: '', version: 11 }],
      graph: buildGraph({
        name: 'main_graph',
        node: nodes,
        initializer: weights,
        input: [buildValue('data', float, [1, 3, side, side])],
        output: [buildValue('output', float, [1, classes])],
      }),
    }),
  );
}

/** Numbers in 0..1 from a seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
