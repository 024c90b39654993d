import {
  type NodeProto,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  encodeModel,
  intsAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { seededRandom } from '@openbpu/ir';
import { type Tensor, float32 } from '@openbpu/tensor';

/** Of the input `input.1`. */
export const SHAPE = [1, 3, 32, 32];
/** How many samples a conversion here calibrates with. */
export const SAMPLES = 4;

/** Numbers around 0, most of them small, the same for a seed. */
function bell(shape: readonly number[], seed: number, size: number): Tensor<'float32'> {
  const random = seededRandom(seed);
  const length = shape.reduce((product, dim) => product * dim, 1);
  const one = () => (random() + random() + random() + random() - 2) * size;
  return float32(shape, Float32Array.from({ length }, one));
}

/** A sample of pixels from 0 to 255: waves of a length of its own. */
export function sample(i: number): Float32Array {
  const size = SHAPE[2] * SHAPE[3];
  return Float32Array.from({ length: 3 * size }, (_, at) => {
    const [y, x] = [Math.floor((at % size) / SHAPE[3]), at % SHAPE[3]];
    return Math.round(127.5 + 127.5 * Math.sin((x * (i + 1)) / 5 + (y * (i + 2)) / 7 + Math.floor(at / size)));
  });
}

interface ConvNames {
  readonly name: string;
  readonly input: string;
  readonly output: string;
  readonly weight: string;
}

function conv({ name, input, output, weight }: ConvNames): NodeProto {
  return {
    ...buildNode({ name, opType: 'Conv', input: [input, weight, `${weight}_bias`], output: [output] }),
    attribute: [intsAttribute('kernel_shape', [3, 3]), intsAttribute('pads', [1, 1, 1, 1])],
  };
}

function plain(name: string, input: readonly string[], output: string): NodeProto {
  return buildNode({ name, opType: name.split('_')[0], input, output: [output] });
}

const CHANNELS: Readonly<Record<string, readonly [output: number, input: number]>> = {
  '470': [8, 3],
  '471': [12, 8],
  '472': [12, 12],
  '473': [8, 12],
};

/** A small classifier whose nodes and tensors are called as in the examples of the guide. */
export function guideNet(): Uint8Array {
  const pool = {
    ...plain('MaxPool_5', ['320'], '321'),
    attribute: [intsAttribute('kernel_shape', [2, 2]), intsAttribute('strides', [2, 2])],
  };
  const weights = Object.entries(CHANNELS).flatMap(([id, [to, from]], i) => [
    writeTensor(id, bell([to, from, 3, 3], 11 + i, 0.9 / Math.sqrt(from))),
    writeTensor(`${id}_bias`, bell([to], 31 + i, 0.2)),
  ]);
  return encodeModel(
    buildModel({
      irVersion: 7,
      opsetImport: [{ domain: '', version: 11 }],
      graph: buildGraph({
        name: 'guide',
        node: [
          conv({ name: 'Conv_0', input: 'input.1', output: '316', weight: '470' }),
          plain('Relu_1', ['316'], '317'),
          conv({ name: 'Conv_2', input: '317', output: '319', weight: '471' }),
          plain('Relu_3', ['319'], '320'),
          pool,
          conv({ name: 'Conv_9', input: '321', output: '330', weight: '472' }),
          plain('Relu_10', ['330'], '331'),
          conv({ name: 'Conv_90', input: '331', output: '400', weight: '473' }),
          plain('GlobalAveragePool_91', ['400'], '401'),
          plain('Flatten_92', ['401'], '402'),
          plain('Gemm_19', ['402', 'fc', 'fc_bias'], 'output'),
        ],
        initializer: [...weights, writeTensor('fc', bell([8, 10], 51, 1)), writeTensor('fc_bias', bell([10], 52, 0.1))],
        input: [buildValue('input.1', 1, SHAPE)],
        output: [buildValue('output', 1, [1, 10])],
      }),
    }),
  );
}
