import { seededRandom } from '@openbpu/ir';
import {
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  dataTypeOf,
  encodeModel,
  intAttribute,
  intsAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { type Tensor, float32, int64 } from '@openbpu/tensor';
import type { Combination } from './combinations';

export const HEIGHT = 8;
export const WIDTH = 6;

/** Shape of the model's input in the training layout. */
export function inputShape({ typeTrain, layoutTrain, first, rank }: Combination): readonly number[] {
  if (rank === 2) return [first, 3 * HEIGHT * WIDTH];
  if (rank === 3) return [first, 3, HEIGHT * WIDTH];
  if (rank === 5) return [first, 3, 2, HEIGHT / 2, WIDTH];
  const channels = typeTrain === 'gray' ? 1 : 3;
  return layoutTrain === 'NHWC' ? [first, HEIGHT, WIDTH, channels] : [first, channels, HEIGHT, WIDTH];
}

/** What the convolutions of the net hold: weight and bias of each, by name. */
export function convolutions(channels: number): ReadonlyMap<string, readonly [Tensor<'float32'>, Tensor<'float32'>]> {
  const random = seededRandom(7);
  const weights = (...shape: readonly number[]) =>
    float32(
      shape,
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() - 0.4),
    );
  return new Map([
    ['c1', [weights(4, channels, 3, 3), weights(4)]],
    ['c2', [weights(5, 4, 1, 1), weights(5)]],
    ['c3', [weights(5, 4, 3, 3), weights(5)]],
    ['c4', [weights(4, 5, 1, 1), weights(4)]],
  ]);
}

/** What differs from the plain net. */
export interface NetForm {
  /** A Cast to int32 behind the last node. */
  readonly tail?: boolean | undefined;
  /** The last Relu is `com.example.Ramp`. */
  readonly custom?: boolean | undefined;
  /** The tensor that is its output. */
  readonly gives?: string | undefined;
}

/** The module of `com.example.Ramp`. */
export const RAMP = `import { defineCustomOp } from '@openbpu/plugin-api';

export default defineCustomOp({
  domain: 'com.example',
  type: 'Ramp',
  infer: ([x]) => [x!],
  evaluate: ([x]) => [{ ...x!, data: (x!.data as Float32Array).map((value: number) => Math.max(value, 0)) }],
});
`;

const ramp = (x: string, y: string) =>
  buildNode({ name: `Ramp_${y}`, domain: 'com.example', opType: 'Ramp', input: [x], output: [y] });

/**
 * Ten nodes, or nine where nothing stands before the first convolution; the first dimension is open.
 */
export function net(one: Combination, { tail = false, custom = false, gives = 'y' }: NetForm = {}): Uint8Array {
  const channels = one.typeTrain === 'gray' ? 1 : 3;
  const conv = (name: string, x: string, y: string, kernel: number) =>
    buildNode({
      name,
      opType: 'Conv',
      input: [x, `${name}_w`, `${name}_b`],
      output: [y],
      attribute: [
        intsAttribute('kernel_shape', [kernel, kernel]),
        intsAttribute('pads', new Array<number>(4).fill((kernel - 1) / 2)),
      ],
    });
  const plain = (opType: string, input: readonly string[], output: string) =>
    buildNode({ name: `${opType}_${output}`, opType, input: [...input], output: [output] });
  const turned = one.rank === 4 && one.layoutTrain === 'NHWC';
  const head = turned
    ? [
        buildNode({
          name: 'turn',
          opType: 'Transpose',
          input: ['x'],
          output: ['h'],
          attribute: [intsAttribute('perm', [0, 3, 1, 2])],
        }),
      ]
    : one.rank === 4
      ? []
      : [plain('Reshape', ['x', 'image'], 'h')];
  const from = head.length > 0 ? 'h' : 'x';
  const [, ...rest] = inputShape(one);
  const float = dataTypeOf('float32');
  return encodeModel(
    buildModel({
      irVersion: 8,
      opsetImport: [
        { domain: '', version: 13 },
        { domain: 'com.example', version: 1 },
      ],
      graph: buildGraph({
        name: 'net',
        node: [
          ...head,
          conv('c1', from, 'a', 3),
          plain('Relu', ['a'], 'b'),
          conv('c2', 'b', 'c', 1),
          plain('Sigmoid', ['c'], 'd'),
          conv('c3', 'b', 'e', 3),
          plain('Relu', ['e'], 'f'),
          plain('Add', ['d', 'f'], 'g'),
          conv('c4', 'g', 'i', 1),
          custom ? ramp('i', 'y') : plain('Relu', ['i'], tail ? 'j' : 'y'),
          ...(tail
            ? [
                buildNode({
                  name: 'cast',
                  opType: 'Cast',
                  input: ['j'],
                  output: ['y'],
                  attribute: [intAttribute('to', dataTypeOf('int32'))],
                }),
              ]
            : []),
        ],
        initializer: [
          ...Array.from(convolutions(channels), ([name, [weight, bias]]) => [
            writeTensor(`${name}_w`, weight),
            writeTensor(`${name}_b`, bias),
          ]).flat(),
          ...(one.rank === 4 ? [] : [writeTensor('image', int64([4], [-1, 3, HEIGHT, WIDTH]))]),
        ],
        input: [buildValue('x', float, ['N', ...rest])],
        output: [buildValue(gives, tail ? dataTypeOf('int32') : float, undefined)],
      }),
    }),
  );
}
