import { Lstm, Slice } from '@openbpu/ops';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { PASSES } from '../catalogue';
import { unrollLstm } from './unroll-lstm';

const text = (steps: number, more = '', inputs = '', batch = 1) =>
  `input x: float32[${steps}x${batch}x3]\n${inputs}const w: float32[1x8x3] = seed 1\nconst b: float32[1x16] = seed 2\n` +
  `const r: float32[1x8x2] = seed 3\nn: y, h, c = Lstm(x, w, b, r${more})\noutput y\noutput h\noutput c`;

const weights = (way: number, hidden: number, features: number) =>
  `const w${way}: float32[1x${4 * hidden}x${features}] = seed ${3 * way + 1}\n` +
  `const b${way}: float32[1x${8 * hidden}] = seed ${3 * way + 2}\n` +
  `const r${way}: float32[1x${4 * hidden}x${hidden}] = seed ${3 * way + 3}\n`;
const turn = (steps: number) => `{starts: [${steps - 1}], ends: [${-steps - 1}], axes: [0], steps: [-1]}`;
const STATES = ', _, h0, c0';
const stateInputs = (hidden: number) => `input h0: float32[1x1x${hidden}]\ninput c0: float32[1x1x${hidden}]\n`;

/** A backward one as the importer writes it. */
const backward = (steps: number, hidden = 2, more = '', outputs = ['out', 'h', 'c']) =>
  `input x: float32[${steps}x1x3]\n${more && stateInputs(hidden)}${weights(0, hidden, 3)}` +
  `turn: t = Slice(x) ${turn(steps)}\nn: y, h, c = Lstm(t, w0, b0, r0${more})\nback: out = Slice(y) ${turn(steps)}\n` +
  outputs.map((id) => `output ${id}`).join('\n');

/** Both ways and what exporters put behind: y [t, 2, 1, h] as [t, 1, 2h]. */
const bothWays = (steps: number, hidden: number, more = '') =>
  `input x: float32[${steps}x1x3]\n${more && stateInputs(hidden)}${weights(0, hidden, 3)}${weights(1, hidden, 3)}` +
  `n: y0, h0n, c0n = Lstm(x, w0, b0, r0${more})\nr0n: y0r = Reshape(y0) {shape: [${steps}, 1, 1, ${hidden}]}\n` +
  `turn: t = Slice(x) ${turn(steps)}\nm: y1, h1n, c1n = Lstm(t, w1, b1, r1${more})\nback: y1b = Slice(y1) ${turn(steps)}\n` +
  `r1n: y1r = Reshape(y1b) {shape: [${steps}, 1, 1, ${hidden}]}\n` +
  `cat: y = Concat(y0r, y1r) {axis: 1}\ncath: h = Concat(h0n, h1n) {axis: 0}\ncatc: c = Concat(c0n, c1n) {axis: 0}\n` +
  `tr: yt = Transpose(y) {perm: [0, 2, 1, 3]}\nre: out = Reshape(yt) {shape: [${steps}, 1, ${2 * hidden}]}\n` +
  `output out\noutput h\noutput c`;

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
    expect(PASSES.otherForm({ type: 'LSTM' }).hint).toContain('an LSTM of batch 1 and at most 64 steps');
  });

  it('walks the steps from the last to go backward, with no Slice of the whole sequence', async () => {
    const { graph, shape } = await runPass(unrollLstm(), backward(4), 'original');
    const read = graph.nodes.filter(({ op, inputs }) => op === Slice && inputs[0] === 'n_conv');
    expect(read.map(({ attrs }) => attrs)).toEqual(
      [3, 2, 1, 0].map((at) => expect.objectContaining({ starts: [at], ends: [at + 1], axes: [3] })),
    );
    expect(shape.filter((line) => /^(turn|back):/.test(line))).toEqual([]);
    expect(shape[0]).toBe('n_reshape: n_reshape = Reshape(x)');
    expect(shape).toContainEqual(expect.stringMatching(/^n: out = Reshape/));
    expect(graph.node('n')?.origins.map(({ name }) => name)).toEqual(['n', 'turn', 'back']);
  });

  it.each([
    [1, 2],
    [1, 1],
    [2, 1],
    [5, 3],
  ])('means the same backward and both ways, %i steps of %i', async (steps, hidden) => {
    for (const more of ['', STATES, ', _, h0', ', _, _, c0']) {
      await keepsTheFunction(unrollLstm(), backward(steps, hidden, more), 'original');
      await keepsTheFunction(unrollLstm(), bothWays(steps, hidden, more), 'original');
    }
  });

  it('writes both ways out, from one image of the sequence', async () => {
    const { shape } = await runPass(unrollLstm(), bothWays(3, 2, STATES), 'original');
    expect(shape.some((line) => /= Lstm|steps: \[-1\]/.test(line))).toBe(false);
    expect(shape.filter((line) => line.includes('Conv('))).toHaveLength(8);
    expect(shape.filter((line) => line.includes('= Reshape(x)'))).toHaveLength(1);
    expect(shape.filter((line) => line.includes('Conv(n_transpose, '))).toHaveLength(2);
  });

  it.each([
    ['the turned sequence', ['out', 't']],
    ['the sequence as it was walked', ['out', 'y']],
    ['the last states alone', ['h', 'c']],
  ])('keeps %s where others read it', async (_, outputs) => {
    const { shape } = await runPass(unrollLstm(), backward(3, 2, '', outputs), 'original');
    expect(shape.some((line) => line.startsWith(outputs[1] === 't' ? 'turn:' : 'n: '))).toBe(true);
    await keepsTheFunction(unrollLstm(), backward(3, 2, '', outputs), 'original');
  });

  it('keeps the turned sequence where it is a state as well', async () => {
    const twice = backward(1, 3, ', _, t').replace(stateInputs(3), '');
    await keepsTheFunction(unrollLstm(), twice, 'original');
  });

  it.each(['turn', 'back'])('leaves a Slice that is asked for on the CPU: %s', async (name) => {
    const { graph } = await runPass(unrollLstm([name]), backward(3), 'original');
    expect(graph.nodes.some(({ op }) => op === Lstm)).toBe(false);
    expect(graph.node(name)).toBeDefined();
    await keepsTheFunction(unrollLstm([name]), backward(3), 'original');
  });

  it('leaves a Slice of some of the steps, or of none in the other order', async () => {
    for (const other of ['{starts: [2], ends: [0], axes: [0], steps: [-1]}', '{starts: [0], ends: [3], axes: [0]}']) {
      const sliced = backward(3, 2, '', ['out']).replaceAll(turn(3), other);
      const { graph } = await runPass(unrollLstm(), sliced, 'original');
      expect([graph.node('turn')?.op, graph.node('back')?.op]).toEqual([Slice, Slice]);
      await keepsTheFunction(unrollLstm(), sliced, 'original');
    }
  });
});
