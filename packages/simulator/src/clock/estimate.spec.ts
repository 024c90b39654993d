import { type Instruction, type Program, type Region, mapOperands } from '@openbpu/machine';
import { FEATURES, PACE, constant, gemm, load, program, store } from './clock.fixture';
import { estimate } from './estimate';

/** Two boxes of one layer, the second loaded while the first is worked on; then a layer that stores. */
const INSTRUCTIONS: readonly Instruction[] = [
  load(0),
  { kind: 'sync', from: 'dma', to: 'tensor' },
  load(1600),
  gemm(0, 3200),
  { kind: 'sync', from: 'dma', to: 'tensor' },
  gemm(1600, 4800),
  { kind: 'sync', from: 'tensor', to: 'dma' },
  store(4800),
];
const PROGRAM = program([INSTRUCTIONS], { names: ['conv', 'out'], of: [0, 0, 0, 0, 0, 0, 1, 1] });

describe('estimate', () => {
  it('is the time of the slowest way through the queues', () => {
    const { cycles, latencyUs, instructions } = estimate(PROGRAM, FEATURES);
    expect(instructions.map(({ index, kind, start, layer }) => [index, kind, start, layer])).toEqual([
      [0, 'load', 100, 'conv'],
      [2, 'load', 216, 'conv'],
      [3, 'gemm', 216, 'conv'],
      [5, 'gemm', 332, 'conv'],
      [7, 'store', 398, 'out'],
    ]);
    expect(cycles).toBe(398 + 116);
    expect(latencyUs).toBeCloseTo(514 / 500, 12);
  });

  it('counts bytes, work, and what part of the time every queue is busy', () => {
    const { ddrLoadBytes, ddrStoreBytes, macs, utilisation } = estimate(PROGRAM, FEATURES);
    expect([ddrLoadBytes, ddrStoreBytes, macs]).toEqual([3200, 1600, 51200]);
    expect(utilisation.dma).toBeCloseTo((3 * 116) / 514, 12);
    expect(utilisation.tensor).toBeCloseTo((2 * 66) / 514, 12);
    expect([utilisation.vector, utilisation.macs]).toEqual([0, 51200 / (514 * 512)]);
  });

  it('takes twice the bytes of int16 and the pace of its own array', () => {
    const wide = program([
      INSTRUCTIONS.map((instruction): Instruction => {
        if (instruction.kind === 'sync') return instruction;
        const widened = (region: Region): Region => ({
          ...region,
          offset: region.offset * 2,
          dtype: region.space !== 'const' && region.dtype === 'int8' ? 'int16' : region.dtype,
        });
        return mapOperands(instruction, widened);
      }),
    ]);
    const [narrow, found] = [estimate(PROGRAM, FEATURES), estimate(wide, FEATURES)];
    expect([found.ddrLoadBytes, found.ddrStoreBytes, found.macs]).toEqual([6400, 3200, narrow.macs]);
    const cycles = found.instructions.map(({ kind, cycles: taken }) => `${kind} ${taken}`);
    expect(cycles).toEqual(['load 216', 'load 216', 'gemm 216', 'gemm 216', 'store 216']);
  });

  it('keeps the order of the program where constants wait, and gives no layer the time of what they wait for', () => {
    const constants = [constant(0, 1600), constant(1600, 1600)];
    const token: Instruction = { kind: 'sync', from: 'dma', to: 'tensor' };
    const instructions = [constants[0], token, constants[1], gemm(0, 3200), token, gemm(1600, 4800)];
    const layers = { names: ['first', 'second'], of: [0, 0, 1, 0, 1, 1] };
    const found = estimate(program([instructions], layers), {
      ...FEATURES,
      pace: { ...PACE, constantsAhead: 1600 },
    });
    expect(found.instructions.map(({ index, start, layer }) => [index, start, layer])).toEqual([
      [0, 100, 'first'],
      [2, 332, 'second'],
      [3, 216, 'first'],
      [5, 448, 'second'],
    ]);
    expect(found.layers.map(({ name, cycles }) => [name, cycles])).toEqual([
      ['first', 232],
      ['second', 232],
    ]);
  });

  it('shares the time out among the layers', () => {
    const { layers, cycles } = estimate(PROGRAM, FEATURES);
    expect(layers).toEqual([
      {
        name: 'conv',
        cycles: 298,
        start: 100,
        end: 398,
        busy: { dma: 232, tensor: 132, vector: 0 },
        issued: { dma: 2, tensor: 2, vector: 0 },
        ddrLoadBytes: 3200,
        ddrStoreBytes: 0,
        macs: 51200,
      },
      {
        name: 'out',
        cycles: 116,
        start: 398,
        end: 514,
        busy: { dma: 116, tensor: 0, vector: 0 },
        issued: { dma: 1, tensor: 0, vector: 0 },
        ddrLoadBytes: 0,
        ddrStoreBytes: 1600,
        macs: 0,
      },
    ]);
    expect(layers.reduce((sum, layer) => sum + layer.cycles, FEATURES.dispatchCycles)).toBe(cycles);
  });

  it('shares out across calls, and of nothing makes nothing', () => {
    const two = program([[load(0)], [store(0)]], { names: ['a', 'b'], of: [0, 1] });
    expect(estimate(two, FEATURES).layers.map(({ cycles }) => cycles)).toEqual([116, 116]);
    expect(estimate(two, FEATURES).cycles).toBe(2 * 216);
    expect(estimate(program([]), FEATURES)).toEqual({
      cycles: 0,
      latencyUs: 0,
      calls: [],
      ddrLoadBytes: 0,
      ddrStoreBytes: 0,
      macs: 0,
      utilisation: { dma: 0, tensor: 0, vector: 0, macs: 0 },
      instructions: [],
      layers: [],
    });
    expect(estimate(program([[load(0)]]), FEATURES).layers).toEqual([]);
  });

  it('counts what all cores do, and the parts of the time of all of them', () => {
    const shared = { ...FEATURES, cores: 2, shared: { ddrBytesPerCycle: 32, waitCycles: 0 } };
    const both = INSTRUCTIONS.flatMap((instruction) => [instruction, instruction]);
    const cored: Program = {
      ...program([both], { names: ['conv', 'out'], of: both.map((_, i) => (i < 12 ? 0 : 1)) }),
      cores: 2,
    };
    const [call] = cored.calls;
    const two = estimate({ ...cored, calls: [{ ...call, cores: both.map((_, i) => i % 2) }] }, shared);
    const one = estimate(PROGRAM, FEATURES);
    expect(two.cycles).toBe(one.cycles + FEATURES.dispatchCycles);
    expect([two.macs, two.ddrLoadBytes, two.ddrStoreBytes]).toEqual([2 * one.macs, 6400, 3200]);
    expect(two.utilisation.macs).toBeCloseTo((one.utilisation.macs * one.cycles) / two.cycles, 12);
    for (const queue of ['dma', 'tensor', 'vector'] as const)
      expect(two.utilisation[queue]).toBeCloseTo((one.utilisation[queue] * one.cycles) / two.cycles, 12);
    expect(two.layers.reduce((sum, layer) => sum + layer.cycles, 2 * FEATURES.dispatchCycles)).toBe(two.cycles);
    expect(two.instructions.map(({ core }) => core)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
    expect(two.calls).toEqual([{ name: 'c0', start: 0, cycles: two.cycles }]);
  });
});
