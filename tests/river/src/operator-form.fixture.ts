import { seededRandom } from '@openbpu/ir';
import {
  type AttributeProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  intAttribute,
  intsAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { type Tensor, float32, makeTensor, sizeOf } from '@openbpu/tensor';

/** Of all activations in the operator form: zero point 0, so that every operator of a march takes them. */
const SCALES: Readonly<Record<string, number>> = { x: 0.01, c: 0.02, d: 0.03, a: 0.04, g: 0.02, y: 0.05 };

/** The step of the output. */
export const STEP = Math.fround(SCALES.y);

/**
 * A network of operators on integers, as ONNX Runtime's quantiser writes it where it is asked for that: two
 * convolutions with biases, one depthwise, a pool between them, a sum, an average and a matrix. Input `x` [1, 3, 8, 8],
 * output `out`.
 */
export function operatorFormModel(): ModelProto {
  const random = seededRandom(9);
  const initializer: TensorProto[] = [];
  const constant = (name: string, tensor: Tensor) => (initializer.push(writeTensor(name, tensor)), name);
  const zero = constant('zero', makeTensor('int8', [], Int8Array.of(0)));
  const stepsOf = (id: string) => [`${id}_scale`, zero];
  for (const [id, scale] of Object.entries(SCALES)) constant(`${id}_scale`, float32([], [scale]));
  const weights = (name: string, shape: readonly number[], channels: number) => {
    const integers = Int8Array.from({ length: sizeOf(shape) }, () => Math.round((random() * 2 - 1) * 127));
    const scales = Float32Array.from({ length: channels }, (_, c) => 0.002 + 0.0005 * c);
    return [
      constant(`${name}_w`, makeTensor('int8', shape, integers)),
      constant(`${name}_ws`, float32([channels], scales)),
      constant(`${name}_wz`, makeTensor('int8', [channels], new Int8Array(channels))),
    ];
  };
  const bias = (name: string, channels: number) =>
    constant(
      `${name}_b`,
      makeTensor(
        'int32',
        [channels],
        Int32Array.from({ length: channels }, () => Math.round((random() * 2 - 1) * 4000)),
      ),
    );
  const own = (opType: string, input: readonly string[], output: string, attribute: readonly AttributeProto[] = []) =>
    buildNode({ opType, name: `${output}_node`, domain: 'com.microsoft', input, output: [output], attribute });
  const plain = (opType: string, input: readonly string[], output: string, attribute: readonly AttributeProto[] = []) =>
    buildNode({ opType, name: `${output}_node`, input, output: [output], attribute });
  const kernel = (size: number, pad: number, group = 1) => [
    intsAttribute('kernel_shape', [size, size]),
    intsAttribute('pads', [pad, pad, pad, pad]),
    intAttribute('group', group),
  ];
  const conv = (x: string, xSteps: string, y: string, shape: readonly number[], pad: number, group = 1): NodeProto => {
    const [channels, , size] = shape;
    const input = [x, ...stepsOf(xSteps), ...weights(y, shape, channels), ...stepsOf(y), bias(y, channels)];
    return plain('QLinearConv', input, `${y}_q`, kernel(size, pad, group));
  };
  const node = [
    plain('QuantizeLinear', ['x', ...stepsOf('x')], 'x_q'),
    conv('x_q', 'x', 'c', [8, 3, 3, 3], 1),
    plain('MaxPool', ['c_q'], 'p_q', [intsAttribute('kernel_shape', [2, 2]), intsAttribute('strides', [2, 2])]),
    conv('p_q', 'c', 'd', [8, 1, 3, 3], 1, 8),
    own('QLinearAdd', ['p_q', ...stepsOf('c'), 'd_q', ...stepsOf('d'), ...stepsOf('a')], 'a_q'),
    own('QLinearGlobalAveragePool', ['a_q', ...stepsOf('a'), ...stepsOf('g')], 'g_q', [
      intAttribute('channels_last', 0),
    ]),
    plain('Flatten', ['g_q'], 'f_q'),
    own('QGemm', ['f_q', ...stepsOf('g'), ...weights('y', [5, 8], 5), bias('y', 5), ...stepsOf('y')], 'y_q', [
      intAttribute('transB', 1),
    ]),
    plain('DequantizeLinear', ['y_q', ...stepsOf('y')], 'out'),
  ];
  return buildModel({
    irVersion: 8,
    opsetImport: [
      { domain: '', version: 13 },
      { domain: 'com.microsoft', version: 1 },
    ],
    graph: buildGraph({
      name: 'operators',
      node,
      initializer,
      input: [buildValue('x', 1, [1, 3, 8, 8])],
      output: [buildValue('out', 1, [1, 5])],
    }),
  });
}
