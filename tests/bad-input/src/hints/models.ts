import {
  type AttributeProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  buildEntries,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  encodeModel,
  floatAttribute,
  graphAttribute,
  intAttribute,
  stringAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { bytesOf, float32, int64, makeTensor } from '@openbpu/tensor';
import { modelOf, smallModel, smallModelBytes, withGraph } from '../small-model';
import { type HintCase, check } from './hint-case';

const GOOD = smallModelBytes();
const model = (bytes: Uint8Array) => check({ 'model.onnx': bytes });
const CHECKED = model(GOOD);
const opset = (version: number) => smallModelBytes((each) => ({ ...each, opsetImport: [{ domain: '', version }] }));

/** The small model with each of its nodes of a type replaced. */
const replaced = (type: string, change: Partial<NodeProto>) =>
  smallModelBytes((each) =>
    withGraph(each, {
      node: each.graph.node.map((node) => (node.opType === type ? { ...node, ...change } : node)),
    }),
  );
const attributes = (type: string, change: (each: AttributeProto) => AttributeProto) => {
  const { attribute } = smallModel().graph.node.find(({ opType }) => opType === type)!;
  return replaced(type, { attribute: attribute.map(change) });
};
const withInput = (...dims: readonly (number | string)[]) =>
  smallModelBytes((each) => withGraph(each, { input: [buildValue('x', 1, [...dims])] }));

/** A model of a convolution, and these nodes behind it or before it. */
function built(nodes: readonly NodeProto[], change: Partial<ModelProto['graph']> = {}, version = 13): Uint8Array {
  const weight = float32(
    [3, 3, 1, 1],
    Float32Array.from({ length: 9 }, (_, i) => i / 9),
  );
  return encodeModel(
    buildModel({
      irVersion: 8,
      opsetImport: [{ domain: '', version }],
      graph: buildGraph({
        name: 'net',
        node: [buildNode({ name: 'conv', opType: 'Conv', input: ['x', 'w'], output: ['c'] }), ...nodes],
        initializer: [writeTensor('w', weight)],
        input: [buildValue('x', 1, [1, 3, 8, 8])],
        output: [OUT],
        ...change,
      }),
    }),
  );
}
const node = (opType: string, input: string[], output: string[], attribute: AttributeProto[] = []) =>
  buildNode({ name: opType.toLowerCase(), opType, input, output, attribute });
const OUT = buildValue('y', 1, [1, 3, 8, 8]);
const RELU = [node('Relu', ['c'], ['y'])];
const branch = (opType: string) =>
  buildGraph({ node: [node(opType, ['c'], ['b'])], output: [buildValue('b', 1, [1, 3, 8, 8])] });
const vector = (name: string, ...values: number[]) => writeTensor(name, float32([values.length], values));
const number = (name: string, value: number) => writeTensor(name, float32([], [value]));
/** So many rounds of a Relu. */
const LOOPED = [1_000_000, 2].map((count) => writeTensor(`m${count}`, int64([], [count])));
const rounds = (count: number) =>
  node(
    'Loop',
    [`m${count}`, '', 'c'],
    ['y'],
    [
      graphAttribute(
        'body',
        buildGraph({
          node: [node('Relu', ['v'], ['r'])],
          input: [buildValue('i', 7, []), buildValue('going', 9, []), buildValue('v', 1, undefined)],
          output: [buildValue('going', 9, []), buildValue('r', 1, undefined)],
        }),
      ),
    ],
  );
const zeroPoint = (value: number) => writeTensor('z', makeTensor('int8', [], Int8Array.of(value)));
/** `x` quantised by `scale` and dequantised as `y`. */
const pairOf = (x: string, scale: string, y: string) => [
  buildNode({ opType: 'QuantizeLinear', input: [x, scale, 'z'], output: [`${y}_q`] }),
  buildNode({ opType: 'DequantizeLinear', input: [`${y}_q`, scale, 'z'], output: [y] }),
];
const WEIGHT = writeTensor(
  'w',
  float32(
    [3, 3, 1, 1],
    Float32Array.from({ length: 9 }, (_, i) => i / 9),
  ),
);
const STATISTICS = ['scale', 'bias', 'mean', 'var'].map((name) => vector(name, 1, 1, 1));
const normalised = (...attribute: AttributeProto[]) =>
  built(
    [node('BatchNormalization', ['c', 'scale', 'bias', 'mean', 'var'], ['y'], attribute)],
    { initializer: [WEIGHT, ...STATISTICS] },
    7,
  );
const outside = (location: string): Uint8Array =>
  built(RELU, {
    initializer: [{ ...WEIGHT, rawData: undefined, dataLocation: 1, externalData: buildEntries({ location }) }],
  });
const WEIGHTS = bytesOf(Float32Array.from({ length: 9 }, (_, i) => i / 9));

/** What is said of an ONNX model. */
export const MODELS: readonly HintCase[] = [
  ['IMO002', model(opset(3)), /opset 11 or 13/, model(opset(13))],
  ['IMO003', model(replaced('Relu', { domain: 'com.example' })), /by standard operators .*: relu1/, CHECKED],
  ['IMO004', model(replaced('Relu', { opType: 'Rellu' })), /did you mean Relu/, CHECKED],
  [
    'IMO005',
    model(
      built(
        [
          node(
            'If',
            ['d'],
            ['y'],
            [graphAttribute('then_branch', branch('Relu')), graphAttribute('else_branch', branch('Neg'))],
          ),
        ],
        {
          input: [buildValue('x', 1, [1, 3, 8, 8]), buildValue('d', 9, [1])],
        },
      ),
    ),
    /by tracing .* so that branches and loops are resolved/,
    model(built(RELU)),
  ],
  [
    'IMO030',
    model(built([rounds(1_000_000)], { initializer: [WEIGHT, ...LOOPED] })),
    /or with fewer rounds/,
    model(built([rounds(2)], { initializer: [WEIGHT, ...LOOPED] })),
  ],
  [
    'IMO006',
    model(built([node('SequenceConstruct', ['c'], ['s']), node('SequenceLength', ['s'], ['y'])])),
    /plain tensors flow between its operators/,
    model(built(RELU)),
  ],
  [
    'IMO007',
    model(withInput('batch', 3, 'height', 8)),
    /--input-shape x 1x3x1x8 for checker, with the sizes .* \(open: batch, height\)/,
    check({ 'model.onnx': withInput('batch', 3, 'height', 8) }, '--input-shape x 1x3x1x8'),
  ],
  [
    'IMO008',
    check({}, '--input-shape x 1x3x8'),
    /one whole number of at least 1 for each dimension/,
    check({}, '--input-shape x 1x3x8x8'),
  ],
  ['IMO009', check({}, '--input-shape X 1x3x8x8'), /did you mean "x"/, check({}, '--input-shape x 1x3x8x8')],
  ['IMO009', check({}, '--input-shape data 1x3x8x8'), /the inputs are: x/, check({}, '--input-shape x 1x3x8x8')],
  [
    'IMO010',
    model(smallModelBytes((each) => withGraph(each, { output: [] }))),
    /--output-node for checker/,
    check({ 'model.onnx': smallModelBytes((each) => withGraph(each, { output: [] })) }, '--output-node relu1'),
  ],
  ['IMO031', check({}, '--output-node relu2'), /did you mean "relu1"/, check({}, '--output-node relu1')],
  ['IMO031', check({}, '--output-node x'), /leave it out/, check()],
  [
    'IMO032',
    check({ 'model.onnx': built([...RELU, { ...RELU[0], output: ['z'] }]) }, '--output-node relu'),
    /a name of its own/,
    check({ 'model.onnx': built([...RELU, { ...RELU[0], output: ['z'], name: 'other' }]) }, '--output-node relu'),
  ],
  [
    'IMO011',
    model(attributes('Conv', (each) => (each.name === 'group' ? stringAttribute('group', 'one') : each))),
    /as the ONNX operator Conv defines it/,
    CHECKED,
  ],
  ['IMO012', check({}, '--input-shape x 1x4x8x8'), /the one it was exported for/, check({}, '--input-shape x 1x3x8x8')],
  [
    'IMO013',
    model(built([node('NonZero', ['c'], ['n'])], { output: [buildValue('n', 7, undefined)] })),
    /state its shape in the model/,
    model(built([node('NonZero', ['c'], ['n'])], { output: [buildValue('n', 7, [4, 192])] })),
  ],
  [
    'IMO013',
    model(built([node('NonZero', ['c'], ['n'])], { output: [buildValue('n', 7, undefined)] })),
    /--cut nonzero --fix OUT\.onnx/,
    check(
      { 'model.onnx': built([node('NonZero', ['c'], ['n'])], { output: [buildValue('n', 7, undefined)] }) },
      '--cut nonzero --fix OUT.onnx',
    ),
  ],
  ['IMO014', model(replaced('Relu', { input: ['c11'] })), /did you mean "c1"/, CHECKED],
  [
    'IMO016',
    model(normalised(intAttribute('spatial', 0))),
    /\(spatial=1\)/,
    model(normalised(intAttribute('spatial', 1))),
  ],
  [
    'IMO018',
    model(built(RELU, { input: [buildValue('x', 1, [8, 3, 8, 8])] })),
    /set input_shape of "x" to 1x3x8x8/,
    check({ 'model.onnx': built(RELU, { input: [buildValue('x', 1, [8, 3, 8, 8])] }) }, '--input-shape x 1x3x8x8'),
  ],
  ['IMO022', model(opset(99)), /with opset 2\d or lower/, CHECKED],
  [
    'IMO023',
    model(
      built([node('QuantizeLinear', ['c', 's', 'z'], ['q']), node('DequantizeLinear', ['q', 't', 'z'], ['y'])], {
        initializer: [WEIGHT, number('s', 0.1), number('t', 0.2), zeroPoint(0)],
      }),
    ),
    /the float model it was made from/,
    model(built([node('Identity', ['c'], ['y'])])),
  ],
  [
    'IMO028',
    model(
      built([node('QuantizeLinear', ['c', 's', 'z'], ['q']), node('DequantizeLinear', ['q', 's', 'z'], ['y'])], {
        initializer: [WEIGHT, number('s', 0.1), zeroPoint(1)],
      }),
    ),
    /int8, zero point 0/,
    model(
      built([node('QuantizeLinear', ['c', 's', 'z'], ['q']), node('DequantizeLinear', ['q', 's', 'z'], ['y'])], {
        initializer: [WEIGHT, number('s', 0.1), zeroPoint(0)],
      }),
    ),
  ],
  [
    'IMO029',
    model(
      built([...pairOf('c', 's', 'd'), ...pairOf('c', 't', 'e'), node('Add', ['d', 'e'], ['y'])], {
        initializer: [WEIGHT, number('s', 0.1), number('t', 0.2), zeroPoint(0)],
      }),
    ),
    /the same QuantizeLinear and DequantizeLinear/,
    model(
      built([...pairOf('c', 's', 'd'), node('Add', ['d', 'd'], ['y'])], {
        initializer: [WEIGHT, number('s', 0.1), zeroPoint(0)],
      }),
    ),
  ],
  [
    'IMO024',
    model(built([node('Relu', ['c'], ['y', 'z'])])),
    /take the output, and what reads it, out/,
    model(built(RELU)),
  ],
  [
    'IMO025',
    model(built(RELU, { output: [OUT, OUT] })),
    /export the second one behind an Identity/,
    model(built([...RELU, node('Identity', ['y'], ['z'])], { output: [OUT, { ...OUT, name: 'z' }] })),
  ],
  [
    'IMO026',
    model(
      built(
        [
          node('Cast', ['c'], ['m'], [intAttribute('to', 9)]),
          node('Attention', ['c', 'c', 'c', 'm'], ['y'], [floatAttribute('softcap', 2)]),
        ],
        {},
        23,
      ),
    ),
    /the operators that Attention stands for/,
    model(built(RELU)),
  ],
  [
    'ONX003',
    model(built(RELU, { initializer: [{ ...WEIGHT, dataType: 8 } satisfies TensorProto] })),
    /export the model with float32 weights/,
    model(built(RELU)),
  ],
  [
    'ONX007',
    check({ 'model.onnx': outside('../w.bin') }),
    /must lie in the folder of the model/,
    check({ 'model.onnx': outside('w.bin'), 'w.bin': WEIGHTS }),
  ],
  [
    'ONX008',
    check({ 'model.onnx': outside('w.bin') }),
    /copy the data files of the model beside it/,
    check({ 'model.onnx': outside('w.bin'), 'w.bin': WEIGHTS }),
  ],
  [
    'PAS001',
    check(
      { 'model.onnx': built([node('NonZero', ['c'], ['n'])], { output: [buildValue('n', 7, [4, 192])] }) },
      '--json',
    ),
    /replace it by a supported operator/,
    check({ 'model.onnx': built(RELU) }, '--json'),
  ],
  [
    'PAS026',
    check({ 'model.onnx': built([node('Pow', ['c', 'c'], ['y'])]) }, '--json'),
    /takes constants for what is no activation \(indices, exponents/,
    check(
      { 'model.onnx': built([node('Pow', ['c', 'two'], ['y'])], { initializer: [WEIGHT, number('two', 2)] }) },
      '--json',
    ),
  ],
  [
    'PAS007',
    model(encodeModel(modelOf('input x: float32[1x3x8x8] NCHW\nn: y = Max(x, x)\noutput y'))),
    /at least one convolution/,
    model(GOOD),
  ],
  [
    'PIP005',
    model(built([node('Hardmax', ['c'], ['y'])])),
    /replace the operator by a supported one/,
    model(built(RELU)),
  ],
  [
    'PIP040',
    check({}, '--input-shape x 1x3x99999x99999'),
    /--input-shape for checker/,
    check({}, '--input-shape x 1x3x8x8'),
  ],
];
