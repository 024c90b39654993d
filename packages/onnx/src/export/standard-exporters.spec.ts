import { between, form } from './form.fixture';
import { standardExporters } from './standard-exporters';

const X = 'x: float32[1x4x6x6] NCHW';

/** One op a line: its inputs, the line of text, and what becomes of it. */
const FORMS: readonly [readonly string[], string, readonly string[]][] = [
  [[X], 'y = Add(x, x) {max: 1}', ['n_preactivation = Add(x,x) {}', 'y = Clip(n_preactivation,_,[1]) {}']],
  [[X], 'y = Sub(x, x)', ['y = Sub(x,x) {}']],
  [[X], 'y = Mul(x, x) {min: 0}', ['n_preactivation = Mul(x,x) {}', 'y = Relu(n_preactivation) {}']],
  [
    [X],
    'y = AveragePool(x) {kernel: [2, 2], strides: [2, 2]}',
    ['y = AveragePool(x) {"kernel_shape":[2,2],"strides":[2,2],"pads":[0,0,0,0],"count_include_pad":1}'],
  ],
  [
    [X],
    'y = AveragePool(x) {kernel: [3, 3], pads: [1, 1, 1, 1]}',
    ['y = AveragePool(x) {"kernel_shape":[3,3],"strides":[1,1],"pads":[1,1,1,1],"count_include_pad":0}'],
  ],
  [
    ['x: float32[1x1x2x2] NCHW'],
    'y = AveragePool(x) {kernel: [2, 2], pads: [0, 0, 1, 1], counted: [0, 0, 1, 0]}',
    [
      'n_sum = Conv(x,[1,1,1,1]) {"kernel_shape":[2,2],"strides":[1,1],"dilations":[1,1],"pads":[0,0,1,1],"group":1}',
      'y = Div(n_sum,[4,2,4,2]) {}',
    ],
  ],
  [
    ['x: float32[1x1x3x3] NCHW'],
    'y = AveragePool(x) {kernel: [1, 2], dilations: [1, 2]}',
    [
      'n_sum = Conv(x,[1,1]) {"kernel_shape":[1,2],"strides":[1,1],"dilations":[1,2],"pads":[0,0,0,0],"group":1}',
      'y = Div(n_sum,[2,2,2]) {}',
    ],
  ],
  [
    ['x: float32[1x2x1x4] NCHW'],
    'y = AveragePool(x) {kernel: [1, 1], strides: [1, 2], pads: [1, 0, 0, 0], counted: [1, 0, 0, 0]}',
    [
      'n_sum = Conv(x,[1,1]) {"kernel_shape":[1,1],"strides":[1,2],"dilations":[1,1],"pads":[1,0,0,0],"group":2}',
      'y = Div(n_sum,[1,1,1,1]) {}',
    ],
  ],
  [[X], 'y = Clip(x) {min: -1}', ['y = Clip(x,[-1]) {}']],
  [
    ['x: float32[1x2x6x6] NCHW'],
    'y = Conv(x, w) {kernel: [3, 3]}',
    ['y = Conv(x,w) {"kernel_shape":[3,3],"strides":[1,1],"dilations":[1,1],"pads":[0,0,0,0],"group":1}'],
  ],
  [
    [X],
    'y = ConvTranspose(x, w) {kernel: [3, 3], strides: [2, 2], max: 0}',
    [
      'n_preactivation = ConvTranspose(x,w) ' +
        '{"kernel_shape":[3,3],"strides":[2,2],"dilations":[1,1],"pads":[0,0,0,0],"output_padding":[0,0],"group":1}',
      'y = Clip(n_preactivation,_,[0]) {}',
    ],
  ],
  [[X], 'y = DepthToSpace(x) {blocksize: 2, mode: "CRD"}', ['y = DepthToSpace(x) {"blocksize":2,"mode":"CRD"}']],
  [
    ['x: int16[1x4x1x3]'],
    'y = DepthToSpace(x) {blocksize: 2}',
    [
      'n_blocks = Reshape(x,[1,2,2,1,1,3]) {}',
      'n_turned = Transpose(n_blocks) {"perm":[0,3,4,1,5,2]}',
      'y = Reshape(n_turned,[1,1,2,6]) {}',
    ],
  ],
  [
    ['x: int16[1x4x1x3]'],
    'y = DepthToSpace(x) {blocksize: 2, mode: "CRD"}',
    [
      'n_blocks = Reshape(x,[1,1,2,2,1,3]) {}',
      'n_turned = Transpose(n_blocks) {"perm":[0,1,4,2,5,3]}',
      'y = Reshape(n_turned,[1,1,2,6]) {}',
    ],
  ],
  [
    ['x: int16[1x1x2x6]'],
    'y = SpaceToDepth(x) {blocksize: 2}',
    [
      'n_blocks = Reshape(x,[1,1,1,2,3,2]) {}',
      'n_turned = Transpose(n_blocks) {"perm":[0,3,5,1,2,4]}',
      'y = Reshape(n_turned,[1,4,1,3]) {}',
    ],
  ],
  [['x: float32[1x3]'], 'y = Expand(x) {shape: [2, 3]}', ['y = Expand(x,[2,3]) {}']],
  [['x: float32[2x4]'], 'y = Gemm(x, f)', ['y = Gemm(x,f) {"transB":1}']],
  [
    [X],
    'y = MaxPool(x) {kernel: [2, 2]}',
    ['y = MaxPool(x) {"kernel_shape":[2,2],"strides":[1,1],"dilations":[1,1],"pads":[0,0,0,0]}'],
  ],
  [
    ['x: float32[1x1x2x2]'],
    'y = MaxPool(x) {kernel: [1, 1], pads: [1, 0, 0, 0]}',
    [
      'n_padded = Pad(x,[0,0,1,0,0,0,0,0],[-Infinity]) {}',
      'y = MaxPool(n_padded) {"kernel_shape":[1,1],"strides":[1,1],"dilations":[1,1],"pads":[0,0,0,0]}',
    ],
  ],
  [
    ['x: float32[2]'],
    'y = OnnxOp(x) {domain: "far", opType: "Away", opset: 3, attributes: {k: 1}, outputTypes: ' +
      '[{dtype: "int64", shape: [1]}]}',
    ['y = Away(x) {"k":1}'],
  ],
  [['x: float32[2]'], 'y = Pad(x) {pads: [1, 2], value: 0.5}', ['y = Pad(x,[1,2],[0.5]) {"mode":"constant"}']],
  [['x: float32[2]'], 'y = Pad(x) {pads: [1, 1], mode: "edge"}', ['y = Pad(x,[1,1]) {"mode":"edge"}']],
  [['x: float32[2]'], 'y = Pow(x) {exponent: 2}', ['y = Pow(x,[2]) {}']],
  [['x: float32[3x2]'], 'y = PRelu(x, v)', ['y = PRelu(x,v) {}']],
  [['x: float32[1x2x4x4]'], 'y = PRelu(x, v)', ['n_slope = Reshape(v,[2,1,1]) {}', 'y = PRelu(x,n_slope) {}']],
  [[X], 'y = Reshape(x) {shape: [0, -1]}', ['y = Reshape(x,[0,-1]) {}']],
  [
    [X],
    'y = Resize(x) {mode: "nearest", height: 9, width: 7}',
    [
      'y = Resize(x,_,_,[1,4,9,7]) ' +
        '{"mode":"nearest","coordinate_transformation_mode":"half_pixel","nearest_mode":"round_prefer_floor"}',
    ],
  ],
  [
    [X],
    'y = Resize(x) {mode: "linear", coordinate: "asymmetric", height: 12, width: 9, scales: [2, 1.5]}',
    [
      'y = Resize(x,_,[1,1,2,1.5]) ' +
        '{"mode":"linear","coordinate_transformation_mode":"asymmetric","nearest_mode":"round_prefer_floor"}',
    ],
  ],
  [
    ['x: float32[5]'],
    'y = Slice(x) {starts: [9], ends: [-2147483648], axes: [0], steps: [-2]}',
    ['y = Slice(x,[5],[-6],[0],[-2]) {}'],
  ],
  [['x: float32[1x4x2x2]'], 'y = SpaceToDepth(x) {blocksize: 2}', ['y = SpaceToDepth(x) {"blocksize":2}']],
  [['x: float32[5]'], 'y, z = Split(x) {axis: 0, sizes: [2, 3]}', ['y,z = Split(x,[2,3]) {"axis":0}']],
  [['x: float32[5]'], 'y = Swish(x)', ['n_sigmoid = Sigmoid(x) {}', 'y = Mul(x,n_sigmoid) {}']],
  [
    ['x: float32[5]'],
    'y = Mish(x)',
    ['n_softplus = Softplus(x) {}', 'n_tanh = Tanh(n_softplus) {}', 'y = Mul(x,n_tanh) {}'],
  ],
  [
    ['x: float32[5]'],
    'y = Gelu(x)',
    [
      'n_scaled = Div(x,[1.4142135381698608]) {}',
      'n_erf = Erf(n_scaled) {}',
      'n_half = Mul(x,[0.5]) {}',
      'n_raised = Add(n_erf,[1]) {}',
      'y = Mul(n_half,n_raised) {}',
    ],
  ],
  [
    ['x: float32[5]'],
    'y = Gelu(x) {approximate: "tanh"}',
    [
      'n_square = Mul(x,x) {}',
      'n_cube = Mul(x,n_square) {}',
      'n_scaled_cube = Mul(n_cube,[0.044714998453855515]) {}',
      'n_bent = Add(x,n_scaled_cube) {}',
      'n_scaled = Mul(n_bent,[0.7978845834732056]) {}',
      'n_tanh = Tanh(n_scaled) {}',
      'n_half = Mul(x,[0.5]) {}',
      'n_raised = Add(n_tanh,[1]) {}',
      'y = Mul(n_half,n_raised) {}',
    ],
  ],
  [['x: float32[2x5]'], 'y = LeakyRelu(x) {alpha: 1}', ['y = LeakyRelu(x) {"alpha":1}']],
  [
    ['x: float32[1x2x4x4]'],
    'y = MaxPoolIndices(x) {kernel: [2, 2], strides: [2, 2]}',
    [
      'n_maxpool,n_maxpool_1 = MaxPool(x) {"kernel_shape":[2,2],"strides":[2,2],"dilations":[1,1],"pads":[0,0,0,0]}',
      'y = Mod(n_maxpool_1,[16]) {}',
    ],
  ],
  [
    ['x: float32[1x2x1x1]', 'i: int64[1x2x1x1]'],
    'y = MaxUnpool(x, i) {height: 2, width: 3}',
    [
      'n_constantofshape = ConstantOfShape([2,6]) {}',
      'n_reshape = Reshape(i,[2,1]) {}',
      'n_reshape_1 = Reshape(x,[2,1]) {}',
      'n_scatterelements = ScatterElements(n_constantofshape,n_reshape,n_reshape_1) {"axis":1}',
      'y = Reshape(n_scatterelements,[1,2,2,3]) {}',
    ],
  ],
  [
    ['x: float32[3x1x2]', 'w: float32[1x4x2]', 'b: float32[1x8]', 'r: float32[1x4x1]'],
    'y, h, c = Lstm(x, w, b, r)',
    [
      'n_lstm,n_lstm_1,n_lstm_2 = LSTM(x,w,r,b) {"hidden_size":1}',
      'y = Reshape(n_lstm,[3,1,1]) {}',
      'h = Identity(n_lstm_1) {}',
      'c = Identity(n_lstm_2) {}',
    ],
  ],
  [
    ['x: float32[2x5]'],
    'y = ReduceMean(x) {axes: [1], keepdims: false}',
    ['y = ReduceMean(x) {"axes":[1],"keepdims":0}'],
  ],
  [
    ['x: float32[3x2]'],
    'y = LayerNormalization(x) {axes: [1], epsilon: 0.5}',
    ['y = LayerNormalization(x,[1,1]) {"axis":1,"epsilon":0.5}'],
  ],
  [
    ['x: float32[3x2]'],
    'y = LayerNormalization(x, v, v) {axes: [1], epsilon: 0.5}',
    ['y = LayerNormalization(x,v,v) {"axis":1,"epsilon":0.5}'],
  ],
  [
    ['x: float32[3x2]'],
    'y = LayerNormalization(x, v, v) {axes: [0], epsilon: 0.5}',
    [
      'n_reducemean = ReduceMean(x) {"axes":[0],"keepdims":1}',
      'n_sub = Sub(x,n_reducemean) {}',
      'n_mul = Mul(n_sub,n_sub) {}',
      'n_reducemean_1 = ReduceMean(n_mul) {"axes":[0],"keepdims":1}',
      'n_add = Add(n_reducemean_1,[0.5]) {}',
      'n_sqrt = Sqrt(n_add) {}',
      'n_div = Div(n_sub,n_sqrt) {}',
      'n_mul_1 = Mul(n_div,v) {}',
      'y = Add(n_mul_1,v) {}',
    ],
  ],
  [
    ['x: float32[3x2]'],
    'y = RMSNormalization(x) {axes: [1], epsilon: 0.5}',
    [
      'n_mul = Mul(x,x) {}',
      'n_reducemean = ReduceMean(n_mul) {"axes":[1],"keepdims":1}',
      'n_add = Add(n_reducemean,[0.5]) {}',
      'n_sqrt = Sqrt(n_add) {}',
      'y = Div(x,n_sqrt) {}',
    ],
  ],
  [
    ['x: float32[1x2x3]'],
    'y = InstanceNormalization(x, _, v) {epsilon: 0.5}',
    ['y = InstanceNormalization(x,[1,1],v) {"epsilon":0.5}'],
  ],
  [
    ['x: float32[1x2x3]'],
    'y = GroupNormalization(x, v) {groups: 1, epsilon: 0.5}',
    [
      'n_reshape = Reshape(x,[1,1,6]) {}',
      'n_instancenormalization = InstanceNormalization(n_reshape,[1],[0]) {"epsilon":0.5}',
      'n_reshape_1 = Reshape(n_instancenormalization,[1,2,3]) {}',
      'n_reshape_2 = Reshape(v,[2,1]) {}',
      'n_mul = Mul(n_reshape_1,n_reshape_2) {}',
      'y = Identity(n_mul) {}',
    ],
  ],
  [
    ['x: float32[3x2]'],
    'y = L2Normalization(x) {axes: [1], epsilon: 0.5}',
    ['n_reducel2 = ReduceL2(x) {"axes":[1],"keepdims":1}', 'n_max = Max(n_reducel2,[0.5]) {}', 'y = Div(x,n_max) {}'],
  ],
  [['x: float32[2x3]'], 'y = ArgMax(x) {axis: 1}', ['y = ArgMax(x) {"axis":1,"keepdims":1,"select_last_index":0}']],
  [
    ['x: float32[2x3]'],
    'y = ArgMin(x) {axis: 0, keepdims: false}',
    ['y = ArgMin(x) {"axis":0,"keepdims":0,"select_last_index":0}'],
  ],
  [['x: float32[2x3]'], 'y = ReduceMax(x) {axes: [1]}', ['y = ReduceMax(x) {"axes":[1],"keepdims":1}']],
  [
    ['x: int16[2x3]'],
    'y = ReduceMax(x) {axes: [1], keepdims: false}',
    [
      'n_wide = Cast(x) {"to":6}',
      'n_largest = ReduceMax(n_wide) {"axes":[1],"keepdims":0}',
      'y = Cast(n_largest) {"to":5}',
    ],
  ],
  [
    ['x: int16[2x3]'],
    'y = Tile(x) {repeats: [2, 1]}',
    ['n_wide = Cast(x) {"to":6}', 'n_tiled = Tile(n_wide,[2,1]) {}', 'y = Cast(n_tiled) {"to":5}'],
  ],
  [['x: float32[2x3]'], 'y = ReduceSum(x) {axes: [0], keepdims: false}', ['y = ReduceSum(x,[0]) {"keepdims":0}']],
  [['x: float32[2x3]'], 'y = Tile(x) {repeats: [2, 1]}', ['y = Tile(x,[2,1]) {}']],
  [['x: float32[2x3]'], 'y, z = TopK(x) {k: 2}', ['y,z = TopK(x,[2]) {"axis":-1,"largest":1,"sorted":1}']],
];

describe('standardExporters', () => {
  it.each(FORMS)('given %j, %s', (inputs, line, expected) => {
    expect(form(inputs, line)).toEqual(expected);
  });

  /** Forms of many nodes: `tests/onnx-functions` holds what they compute against the reference. */
  const LONG = ['DetectionOutput', 'PsRoiPool'];

  it('has a line here for every exporter', () => {
    const shown = FORMS.map(([, line]) => /= (\w+)\(/.exec(line)?.[1]);
    expect(
      standardExporters()
        .map(({ op }) => op.name)
        .filter((name) => !shown.includes(name) && !LONG.includes(name)),
    ).toEqual([]);
  });
});

it.each([
  [X, 'y = AveragePool(x) {kernel: [2, 2], dilations: [2, 1]}', ['n_sum: float32[1x4x4x5]']],
  [X, 'y = Add(x, x) {max: 1}', ['n_preactivation: float32[1x4x6x6]']],
  [X, 'y = MaxPool(x) {kernel: [1, 1], pads: [1, 2, 3, 4]}', ['n_padded: float32[1x4x10x12]']],
  [
    'x: int16[2x4x1x3]',
    'y = DepthToSpace(x) {blocksize: 2}',
    ['n_blocks: int16[2x2x2x1x1x3]', 'n_turned: int16[2x1x1x2x3x2]'],
  ],
  ['x: int16[2x3]', 'y = Tile(x) {repeats: [2, 1]}', ['n_wide: int32[2x3]', 'n_tiled: int32[4x3]']],
  ['x: int16[2x3]', 'y = ReduceMax(x) {axes: [1]}', ['n_wide: int32[2x3]', 'n_largest: int32[2x1]']],
  ['x: float32[2x3]', 'y = Swish(x)', ['n_sigmoid: float32[2x3]']],
  ['x: float32[2x3]', 'y = Mish(x)', []],
  [
    'x: float32[5]',
    'y = Gelu(x)',
    ['n_scaled: float32[5]', 'n_erf: float32[5]', 'n_half: float32[5]', 'n_raised: float32[5]'],
  ],
  ['x: float32[1x2x4x4]', 'y = PRelu(x, v)', ['n_slope: float32[2x1x1]']],
])('tells of %s, %s what lies between', (input, line, types) => {
  expect(between([input], line)).toEqual(types);
});

it('gives reductions their axes as an attribute, and as an input from opset 18 on', () => {
  const norm = (opset: number) => form([X], 'y = L2Normalization(x) {axes: [1]}', { opset })[0];
  expect(norm(17)).toMatch(/ = ReduceL2\(x\) \{"axes":\[1\],"keepdims":1\}$/);
  expect(norm(18)).toMatch(/ = ReduceL2\(x,\[1\]\) \{"keepdims":1\}$/);
  expect(form(['x: float32[2x3x4]'], 'y = L2Normalization(x) {axes: [0, 2]}', { opset: 18 })[0]).toMatch('(x,[0,2])');
  const mean = (opset: number) => form([X], 'y = ReduceMean(x) {axes: [1]}', { opset })[0];
  expect(mean(17)).toMatch(/ = ReduceMean\(x\) \{.*"axes":\[1\]/);
  expect(mean(18)).toMatch(/ = ReduceMean\(x,\[1\]\) /);
});
