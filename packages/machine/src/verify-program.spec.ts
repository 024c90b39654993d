import type { Instruction } from './instruction/instruction';
import type { Program, ProgramTensor } from './program';
import type { Region } from './region';
import { verifyProgram } from './verify-program';

const region = (
  space: Region['space'],
  offset: number,
  dtype: Region['dtype'],
  shape: number[],
  strides?: number[],
): Region => ({
  space,
  offset,
  dtype,
  shape,
  strides: strides ?? shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
});
const tensor = (name: string, offset: number, more: Partial<ProgramTensor> = {}): ProgramTensor => ({
  name,
  space: 'ddr',
  offset,
  dtype: 'int8',
  shape: [1, 4, 2, 2],
  layout: 'NHWC',
  ready: 0,
  ...more,
});
const program = (instructions: readonly Instruction[], more: Partial<Program> = {}): Program => ({
  name: 'p',
  march: 'm',
  memory: { ddr: 64, sram: 32, const: 256 },
  tensors: [tensor('x', 0), tensor('y', 16)],
  inputs: ['x'],
  outputs: ['y'],
  calls: [{ name: 'c', instructions }],
  ...more,
});
const x = region('ddr', 0, 'int8', [1, 2, 2, 4]);
const y = region('ddr', 16, 'int8', [1, 2, 2, 4]);
const window = { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const;
const conv = {
  kind: 'conv',
  x,
  y,
  weights: region('const', 0, 'int8', [4, 1, 1, 4]),
  bias: region('const', 16, 'int32', [4]),
  multiplier: region('const', 32, 'float32', [4]),
  ...window,
  group: 1,
  low: -128,
  high: 127,
} as const;

describe('verifyProgram', () => {
  it('has nothing against a proper program', () => {
    expect(
      verifyProgram(program([conv, { kind: 'move', x, y }, { kind: 'sync', from: 'tensor', to: 'vector' }])),
    ).toBeUndefined();
  });

  it('wants a layer for every instruction, where it names layers', () => {
    const layers = (names: readonly string[], of: readonly number[]) =>
      verifyProgram(program([conv, { kind: 'move', x, y }], { layers: { names, of } }))?.why;
    expect([layers(['a'], [0, 0]), layers(['a'], [0]), layers(['a'], [0, 1])]).toEqual([
      undefined,
      'there are 1 entries for 2 instructions',
      'an instruction belongs to a layer that is not there',
    ]);
  });

  it('lists inputs and outputs once', () => {
    expect(verifyProgram(program([], { inputs: ['x', 'x'] }))).toEqual({ where: 'inputs', why: '"x" is listed twice' });
    expect(verifyProgram(program([], { outputs: ['y', 'x', 'y'] }))?.where).toBe('outputs');
  });

  it.each<[string, Instruction, RegExp]>([
    ['rows that overlap', { kind: 'fill', y: { ...y, strides: [0, 8, 3, 1] }, value: 0 }, /one element twice/],
    ['a region past the end', { kind: 'move', x, y: { ...y, offset: 49 } }, /outside the 64 bytes of ddr/],
    ['strides past the end', { kind: 'move', x: { ...x, strides: [0, 100, 4, 1] }, y }, /outside/],
    ['sizes beyond all numbers', { kind: 'move', x: { ...x, shape: [1, 2 ** 52, 2 ** 52, 4] }, y }, /outside|whole/],
    ['a negative offset', { kind: 'move', x: { ...x, offset: -1 }, y }, /whole numbers/],
    ['an offset between elements', { kind: 'fill', y: region('ddr', 2, 'int32', [1]), value: 0 }, /no multiple/],
    ['an empty region', { kind: 'move', x: region('ddr', 0, 'int8', [0]), y: region('ddr', 0, 'int8', [0]) }, /empty/],
    [
      'too many dimensions',
      { kind: 'fill', y: region('ddr', 0, 'int8', [1, 1, 1, 1, 1, 1, 1, 1, 1]), value: 0 },
      /9 dimensions/,
    ],
    ['a stride missing', { kind: 'fill', y: region('ddr', 0, 'int8', [1], []), value: 0 }, /one stride/],
    ['a constant written', { kind: 'fill', y: region('const', 0, 'int8', [4]), value: 0 }, /writes a constant/],
    ['an element written twice', { kind: 'fill', y: region('ddr', 0, 'int8', [4, 2], [0, 1]), value: 0 }, /twice/],
    ['another shape', { kind: 'move', x, y: region('ddr', 16, 'int8', [16]) }, /x is 1x2x2x4 and y is 16/],
    ['another type', { kind: 'move', x, y: { ...y, dtype: 'int16', strides: [16, 8, 4, 1] } }, /int8.*int16/],
    ['a load between the wrong memories', { kind: 'load', x, y }, /sram/],
    ['a store between the wrong memories', { kind: 'store', x, y }, /sram/],
    [
      'a window that gives another size',
      { ...conv, kernel: [1, 1], pads: [1, 0, 0, 0] },
      /2x2 and the window gives 3x2/,
    ],
    ['a stride of zero', { ...conv, strides: [0, 1] }, /at least 1/],
    ['a group that does not divide', { ...conv, group: 3 }, /group 3/],
    ['a group of none', { ...conv, group: 0 }, /group 0/],
    ['weights of another shape', { ...conv, group: 2 }, /weights/],
    ['a requantised int32', { ...conv, y: region('ddr', 0, 'int32', [1, 2, 2, 4]) }, /y is int32/],
    ['channels apart', { ...conv, x: { ...x, shape: [1, 2, 2, 4], strides: [0, 16, 8, 2] } }, /channels of x/],
    ['bounds the wrong way', { ...conv, low: 1, high: 0 }, /lower bound/],
    ['a queue waiting for itself', { kind: 'sync', from: 'dma', to: 'dma' }, /itself/],
    ['a pool without multiplier', { kind: 'pool', fn: 'sum', x, y, ...window, low: 0, high: 1 }, /needs a multiplier/],
    ['a short table', { kind: 'lut', x, y, table: region('const', 0, 'int8', [255]) }, /table/],
    [
      'a table of rows too long',
      {
        kind: 'resize',
        fn: 'linear',
        x,
        y,
        rows: region('const', 0, 'int32', [2]),
        columns: region('const', 0, 'int32', [2, 3]),
        multiplier: 1,
      },
      /rows/,
    ],
  ])('finds %s', (_, instruction, why) => {
    expect(verifyProgram(program([instruction]))?.why).toMatch(why);
  });

  it('finds tensors that cannot be', () => {
    const why = (tensors: readonly ProgramTensor[], more: Partial<Program> = {}) =>
      verifyProgram(program([], { tensors, inputs: [], outputs: [], ...more }))?.why;
    expect(why([tensor('x', 0), tensor('x', 16)])).toMatch(/twice/);
    expect(why([tensor('x', 60)])).toMatch(/outside/);
    expect(why([tensor('x', 0, { shape: [16] })])).toMatch(/only images/);
    expect(why([tensor('x', 0, { ready: 1 })])).toMatch(/ready after 1 of 0/);
    expect(why([], { inputs: ['x'] })).toMatch(/no tensor "x"/);
    expect(why([tensor('x', 0, { space: 'const' })], { inputs: ['x'] })).toMatch(/constant/);
    expect(why([], { memory: { ddr: 2 ** 40, sram: 0, const: 0 } })).toMatch(/no size/);
  });
});
