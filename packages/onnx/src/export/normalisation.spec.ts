import { form } from './form.fixture';

/** Parts that are missing or of another shape than ONNX's own take, and where ε stands. */
const FORMS: readonly [readonly string[], string, readonly string[]][] = [
  [
    ['x: float32[3x2]'],
    'y = LayerNormalization(x, _, v) {axes: [1], epsilon: 0.5}',
    ['y = LayerNormalization(x,[1,1],v) {"axis":1,"epsilon":0.5}'],
  ],
  [
    ['x: float32[2x2]'],
    'y = LayerNormalization(x, v) {axes: [0], epsilon: 0.5}',
    [
      'n_reducemean = ReduceMean(x) {"axes":[0],"keepdims":1}',
      'n_sub = Sub(x,n_reducemean) {}',
      'n_mul = Mul(n_sub,n_sub) {}',
      'n_reducemean_1 = ReduceMean(n_mul) {"axes":[0],"keepdims":1}',
      'n_add = Add(n_reducemean_1,[0.5]) {}',
      'n_sqrt = Sqrt(n_add) {}',
      'n_div = Div(n_sub,n_sqrt) {}',
      'n_mul_1 = Mul(n_div,v) {}',
      'y = Identity(n_mul_1) {}',
    ],
  ],
  [
    ['x: float32[3x2]'],
    'y = LayerNormalization(x) {axes: [1], epsilon: 0.5, bound: "added"}',
    [
      'n_reducemean = ReduceMean(x) {"axes":[1],"keepdims":1}',
      'n_sub = Sub(x,n_reducemean) {}',
      'n_mul = Mul(n_sub,n_sub) {}',
      'n_reducemean_1 = ReduceMean(n_mul) {"axes":[1],"keepdims":1}',
      'n_sqrt = Sqrt(n_reducemean_1) {}',
      'n_add = Add(n_sqrt,[0.5]) {}',
      'n_div = Div(n_sub,n_add) {}',
      'y = Identity(n_div) {}',
    ],
  ],
  [
    ['x: float32[3x2]', 's: float32[1]'],
    'y = LayerNormalization(x, v, s) {axes: [1], epsilon: 0.5}',
    [
      'n_reducemean = ReduceMean(x) {"axes":[1],"keepdims":1}',
      'n_sub = Sub(x,n_reducemean) {}',
      'n_mul = Mul(n_sub,n_sub) {}',
      'n_reducemean_1 = ReduceMean(n_mul) {"axes":[1],"keepdims":1}',
      'n_add = Add(n_reducemean_1,[0.5]) {}',
      'n_sqrt = Sqrt(n_add) {}',
      'n_div = Div(n_sub,n_sqrt) {}',
      'n_mul_1 = Mul(n_div,v) {}',
      'y = Add(n_mul_1,s) {}',
    ],
  ],
  [
    ['x: float32[3x2]'],
    'y = RMSNormalization(x, v) {axes: [1], epsilon: 0.5, bound: "added"}',
    [
      'n_mul = Mul(x,x) {}',
      'n_reducemean = ReduceMean(n_mul) {"axes":[1],"keepdims":1}',
      'n_sqrt = Sqrt(n_reducemean) {}',
      'n_add = Add(n_sqrt,[0.5]) {}',
      'n_div = Div(x,n_add) {}',
      'y = Mul(n_div,v) {}',
    ],
  ],
  [
    ['x: float32[1x2x3]'],
    'y = InstanceNormalization(x, v) {epsilon: 0.5}',
    ['y = InstanceNormalization(x,v,[0,0]) {"epsilon":0.5}'],
  ],
  [
    ['x: float32[3x2x4x5]'],
    'y = GroupNormalization(x, _, v) {groups: 2, epsilon: 0.5}',
    [
      'n_reshape = Reshape(x,[3,2,20]) {}',
      'n_instancenormalization = InstanceNormalization(n_reshape,[1,1],[0,0]) {"epsilon":0.5}',
      'n_reshape_1 = Reshape(n_instancenormalization,[3,2,4,5]) {}',
      'n_reshape_2 = Reshape(v,[2,1,1]) {}',
      'y = Add(n_reshape_1,n_reshape_2) {}',
    ],
  ],
  [
    ['x: float32[3x2]'],
    'y = L2Normalization(x, v) {axes: [1], epsilon: 0.5, bound: "inside"}',
    [
      'n_reducesumsquare = ReduceSumSquare(x) {"axes":[1],"keepdims":1}',
      'n_add = Add(n_reducesumsquare,[0.5]) {}',
      'n_sqrt = Sqrt(n_add) {}',
      'n_div = Div(x,n_sqrt) {}',
      'y = Mul(n_div,v) {}',
    ],
  ],
  [
    ['x: float32[3x2]'],
    'y = L2Normalization(x) {axes: [1], epsilon: 0.5, bound: "added"}',
    ['n_reducel2 = ReduceL2(x) {"axes":[1],"keepdims":1}', 'n_add = Add(n_reducel2,[0.5]) {}', 'y = Div(x,n_add) {}'],
  ],
];

it.each(FORMS)('given %j, %s', (inputs, line, expected) => expect(form(inputs, line)).toEqual(expected));
