import type { Instruction } from '@openbpu/machine';
import type { Access } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { quantised } from '../lowering/lowered.fixture';
import { lowerHzSQuantizedConv } from '../lowering/convolution';
import { selectLayer } from './select-layer';
import { Selector } from './selector';

function select(x: string, w: string, attrs: string): { instruction: Instruction<Access>; constants: Uint8Array } {
  const cout = w.split('x')[0];
  const graph = quantised(`
    input x: int8[${x}] NCHW
    const w: int8[${w}] = seed 1
    const b: int32[${cout}] = splat 1
    const m: float32[${cout}] = splat 0.5
    c: y = HzSQuantizedConv(x, w, b, m) {${attrs}}
    output y
  `);
  const pool = new ConstantPool(1);
  const selector = new Selector(graph, pool, new Set(['x', 'y']));
  const works = lowerHzSQuantizedConv.lower(graph.nodes[0], graph).flatMap((layer) => selectLayer(layer, selector));
  expect(works.length).toBe(1);
  return { instruction: works[0], constants: pool.finish() };
}

describe('selectConv', () => {
  it('a window over all channels is a conv', () => {
    expect(select('1x4x5x5', '6x4x3x3', 'kernel: [3, 3]').instruction).toMatchObject({
      kind: 'conv',
      group: 1,
      weights: { shape: [6, 3, 3, 4] },
      x: { shape: [1, 5, 5, 4] },
      y: { shape: [1, 3, 3, 6] },
    });
    expect(select('1x4x5x5', '6x2x3x3', 'kernel: [3, 3], group: 2').instruction).toMatchObject({
      kind: 'conv',
      group: 2,
      weights: { shape: [6, 3, 3, 2] },
    });
    expect(select('1x4x5x5', '8x1x3x3', 'kernel: [3, 3], group: 4').instruction.kind).toBe('conv');
    expect(select('1x4x5x5', '4x4x1x1', 'kernel: [1, 1], strides: [2, 2]').instruction.kind).toBe('conv');
    expect(select('1x1x5x5', '1x1x3x3', 'kernel: [3, 3]').instruction.kind).toBe('conv');
  });

  it('a window over each channel is a dwconv', () => {
    expect(select('1x4x5x5', '4x1x3x2', 'kernel: [3, 2], group: 4').instruction).toMatchObject({
      kind: 'dwconv',
      weights: { shape: [3, 2, 4] },
    });
  });

  it('a window of one pixel is a gemm', () => {
    expect(select('2x4x5x5', '6x4x1x1', 'kernel: [1, 1]').instruction).toMatchObject({
      kind: 'gemm',
      x: { shape: [50, 4] },
      y: { shape: [50, 6] },
      weights: { shape: [6, 4] },
    });
  });

  it('has the weights of one output side by side, channels innermost', () => {
    const { constants, instruction } = select('1x2x2x2', '1x2x2x1', 'kernel: [2, 1]');
    const graph = quantised('const w: int8[1x2x2x1] = seed 1\nn: y = Identity(w)\noutput y');
    const w = graph.value('w').constant?.data ?? [];
    const at = instruction.kind === 'conv' ? instruction.weights.offset : NaN;
    expect([...new Int8Array(constants.buffer, at, 4)]).toEqual([w[0], w[2], w[1], w[3]]);
  });
});
