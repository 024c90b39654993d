import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { unrollLstm } from './unroll-lstm';

const text = (steps: number, more = '', inputs = '', batch = 1) =>
  `input x: float32[${steps}x${batch}x3]\n${inputs}const w: float32[1x8x3] = seed 1\nconst b: float32[1x16] = seed 2\n` +
  `const r: float32[1x8x2] = seed 3\nn: y, h, c = Lstm(x, w, b, r${more})\noutput y\noutput h\noutput c`;

describe('unrollLstm', () => {
  it('writes out every step, its outputs as they were', async () => {
    const { shape } = await runPass(unrollLstm(), text(3), 'original');
    expect(shape.filter((line) => line.includes('Conv('))).toHaveLength(3);
    expect(shape.filter((line) => line.includes('= Tanh('))).toHaveLength(6);
    expect(
      shape
        .filter((line) => line.includes('= Reshape('))
        .slice(-3)
        .map((line) => line.split(' = ')[0]),
    ).toEqual(['n: y', 'n_state: h', 'n_state_1: c']);
    expect(shape[0]).toBe('n_reshape: n_reshape = Reshape(x)');
    await keepsTheFunction(unrollLstm(), text(3), 'original');
  });

  it('begins with a state that is given, and takes one step alone', async () => {
    const states = 'input h0: float32[1x1x2]\ninput c0: float32[1x1x2]\n';
    for (const steps of [1, 4]) {
      await keepsTheFunction(unrollLstm(), text(steps, ', _, h0, c0', states), 'original');
      await keepsTheFunction(unrollLstm(), text(steps, ', _, _, c0', states), 'original');
    }
    const { shape } = await runPass(unrollLstm(), text(1), 'original');
    expect(shape.filter((line) => line.includes('= Slice('))).toHaveLength(5);
    expect(shape.some((line) => line.includes('Concat'))).toBe(false);
  });

  it('gives only the outputs that are asked for', async () => {
    const alone = text(2).replace('y, h, c = ', 'y = ').replace('\noutput h\noutput c', '');
    const { shape } = await runPass(unrollLstm(), alone, 'original');
    expect(shape.at(-1)).toMatch(/^n: y = Reshape/);
    await keepsTheFunction(unrollLstm(), alone, 'original');
  });

  it.each([
    ['a long one', text(65)],
    ['an empty one', text(0)],
    ['one of several sequences', text(3, '', '', 2)],
    ['one whose state may be cleared', text(3, ', cont', 'input cont: float32[3x1]\n')],
    ['computed weights', text(3).replace('const r: float32[1x8x2] = seed 3', 'input r: float32[1x8x2]')],
  ])('leaves %s', async (_, graph) => {
    const { before, graph: after } = await runPass(unrollLstm(), graph, 'original');
    expect(after).toBe(before);
  });

  it('leaves one that is asked for on the CPU, and takes the longest', async () => {
    const { before, graph } = await runPass(unrollLstm(['n']), text(3), 'original');
    expect(graph).toBe(before);
    expect((await runPass(unrollLstm(), text(64), 'original')).shape.length).toBeGreaterThan(64 * 12);
  });
});
