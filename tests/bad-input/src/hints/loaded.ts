import { buildGraph, buildModel, buildNode, buildValue, encodeModel, intAttribute, writeTensor } from '@openbpu/onnx';
import { float32, makeTensor } from '@openbpu/tensor';
import { type HintCase, convert } from './hint-case';

/** What a model that was trained with fake quantisation says. */
interface Said {
  /** The tensors with a pair: `x`, the input, and `c`, what a convolution gives. */
  readonly pairs?: readonly ('x' | 'c')[];
  /** The zero point of all of them. */
  readonly zero?: number;
  /** The first two weights, in hundredths. */
  readonly weights?: readonly [number, number];
}

/** A convolution, and its sum with the input. */
function trained({ pairs = ['x', 'c'], zero = 0, weights = [127, 3] }: Said = {}): Uint8Array {
  const pair = (id: 'x' | 'c') =>
    pairs.includes(id)
      ? [
          buildNode({ opType: 'QuantizeLinear', name: `${id}_q`, input: [id, 's', 'z'], output: [`${id}_integers`] }),
          buildNode({
            opType: 'DequantizeLinear',
            name: `${id}_d`,
            input: [`${id}_integers`, 's', 'z'],
            output: [`${id}_real`],
          }),
        ]
      : [];
  const read = (id: 'x' | 'c') => (pairs.includes(id) ? `${id}_real` : id);
  const kernel = Float32Array.from([...weights, 5, 127, -64, 1, 127, 2, 9], (hundredths) => hundredths / 100);
  return encodeModel(
    buildModel({
      irVersion: 8,
      opsetImport: [{ domain: '', version: 13 }],
      graph: buildGraph({
        name: 'net',
        node: [
          ...pair('x'),
          buildNode({ opType: 'Conv', name: 'conv', input: [read('x'), 'w'], output: ['c'] }),
          ...pair('c'),
          buildNode({
            opType: 'Concat',
            name: 'join',
            input: [read('c'), read('x')],
            output: ['j'],
            attribute: [AXIS],
          }),
          buildNode({ opType: 'Conv', name: 'last', input: ['j', 'v'], output: ['y'] }),
        ],
        initializer: [
          writeTensor('w', float32([3, 3, 1, 1], kernel)),
          writeTensor(
            'v',
            float32(
              [1, 6, 1, 1],
              Float32Array.from({ length: 6 }, (_, i) => (i === 0 ? 1.27 : i / 100)),
            ),
          ),
          writeTensor('s', float32([], [0.05])),
          writeTensor('z', makeTensor('int8', [], Int8Array.of(zero))),
        ],
        input: [buildValue('x', 1, [1, 3, 8, 8])],
        output: [buildValue('y', 1, [1, 1, 8, 8])],
      }),
    }),
  );
}
const AXIS = intAttribute('axis', 1);

const MAPS = {
  input_type_rt: "'featuremap'",
  input_type_train: "'featuremap'",
  input_layout_rt: undefined,
  norm_type: "'no_preprocess'",
  scale_value: undefined,
};
const NO_SAMPLES = { cal_data_dir: undefined, cal_data_type: undefined };
const load = (said?: Said) =>
  convert({ calibration_type: "'load'", ...MAPS, ...NO_SAMPLES }, { 'model.onnx': trained(said) });
const calibrate = (said?: Said) => convert({ calibration_type: "'default'", ...MAPS }, { 'model.onnx': trained(said) });

/** What `calibration_type: load` says of a model, and what mends it. */
export const LOADED: readonly HintCase[] = [
  ['PIP076', load({ pairs: [] }), /pairs of QuantizeLinear and DequantizeLinear/, load()],
  ['PIP076', load({ pairs: [] }), /set calibration_type: default and cal_data_dir/, calibrate({ pairs: [] })],
  ['PAS043', load({ pairs: ['x'] }), /put a QuantizeLinear and a DequantizeLinear behind "c"/, load()],
  ['PAS043', load({ pairs: ['x'] }), /set calibration_type: default with cal_data_dir/, calibrate({ pairs: ['x'] })],
  ['PIP078', load({ zero: 7 }), /train with symmetric activations \(int8, zero point 0\)/, load()],
  ['PIP079', load({ weights: [127, 3.3] }), /train with symmetric int8 weights \(zero point 0, -127 to 127\)/, load()],
  ['PIP080', load({ weights: [-128, 3] }), /train with weights from -127 to 127/, load()],
];
