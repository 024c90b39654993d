import { nodeOf } from './facts.fixture';
import { followedByResidualAdd, isFullyConnected, nextOnBpu } from './neighbours';

const HEAD =
  'input x: float32[1x4x4x4] NCHW\nconst w: float32[4x4x1x1] = seed 1\n' +
  'const c: float32[1x4x4x4] = seed 2\nconv: a = Conv(x, w) {kernel: [1, 1]}\n';

function of(rest: string) {
  const { node, graph } = nodeOf(HEAD + rest, 'conv');
  return { next: nextOnBpu(node, graph), residual: followedByResidualAdd(node, graph) };
}

describe('nextOnBpu', () => {
  it('is true before an op with an integer form, also behind data movement', () => {
    expect(of('r: y = Sigmoid(a)\noutput y').next).toBe(true);
    expect(of('t: b = Transpose(a) {perm: [0, 2, 3, 1]}\nr: y = Sigmoid(b)\noutput y').next).toBe(true);
  });

  it('is false before the end, before moved outputs and before ops of the CPU', () => {
    expect(of('output a').next).toBe(false);
    expect(of('t: y = Reshape(a) {shape: [1, -1]}\noutput y').next).toBe(false);
    expect(of('s: y = Softmax(a) {axis: 1}\noutput y').next).toBe(false);
  });
});

describe('followedByResidualAdd', () => {
  it('is true where two computed tensors of one shape are added', () => {
    expect(of('d: y = Add(a, x)\noutput y').residual).toBe(true);
  });

  it('is false beside a constant, another shape, another consumer, an output', () => {
    expect(of('d: y = Add(a, c)\noutput y').residual).toBe(false);
    expect(of('g: b = GlobalAveragePool(x)\nd: y = Add(a, b)\noutput y').residual).toBe(false);
    expect(of('d: y = Add(a, x)\nr: z = Sigmoid(a)\noutput y\noutput z').residual).toBe(false);
    expect(of('d: y = Add(a, x)\noutput y\noutput a').residual).toBe(false);
    expect(of('d: y = Mul(a, x)\noutput y').residual).toBe(false);
  });
});

describe('isFullyConnected', () => {
  const conv = (weight: string, attrs: string) => {
    const { node, graph } = nodeOf(
      `input x: float32[1x4x3x5] NCHW\nconst w: float32[${weight}] = seed 1\nn: y = Conv(x, w) {${attrs}}\noutput y`,
    );
    return isFullyConnected(node, graph);
  };

  it('is true for a window over the whole image only', () => {
    expect(conv('8x4x3x5', 'kernel: [3, 5]')).toBe(true);
    expect(conv('8x4x3x3', 'kernel: [3, 3]')).toBe(false);
    expect(conv('8x2x3x5', 'kernel: [3, 5], group: 2')).toBe(false);
    expect(conv('8x4x3x5', 'kernel: [3, 5], pads: [0, 1, 0, 0]')).toBe(false);
  });
});
