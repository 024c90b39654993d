import { type Program, instructionsOf } from '@openbpu/machine';
import { estimate } from '@openbpu/simulator';
import { hasInt16, inInt8, tablesIn, withoutTables } from './changed-programs';
import { FEATURES, PROGRAM, at, gemm, load, loadTable, lut, program, store } from './perf.fixture';

const cyclesOf = (of: Program) => estimate(of, FEATURES).instructions.map(({ kind, cycles }) => `${kind} ${cycles}`);

describe('hasInt16', () => {
  it('sees activations of 16 bits, and no constants', () => {
    expect(hasInt16(PROGRAM)).toBe(false);
    expect(hasInt16(program([[load('int16')]]))).toBe(true);
    expect(hasInt16(program([[], [gemm('int16')]]))).toBe(true);
    expect(hasInt16(program([[gemm('int8', 'int16'), loadTable]]))).toBe(false);
  });
});

describe('inInt8', () => {
  it('is the program of the same instructions with elements of half the width', () => {
    const wide = program([[load('int16'), gemm('int16'), lut('int16'), store('int16'), loadTable]]);
    const narrow = program([[load(), gemm(), lut(), store()]]);
    expect(cyclesOf(inInt8(wide))).toEqual([...cyclesOf(narrow), 'load 32']);
    expect(hasInt16(inInt8(wide))).toBe(false);
  });

  it('leaves weights, other constants and programs of int8', () => {
    const weights = { kind: 'load', x: at('const', 0, 'int16', 256), y: at('sram', 0, 'int16', 256) } as const;
    const mixed = program([[gemm('int8', 'int16'), weights]]);
    expect(instructionsOf(inInt8(mixed))).toEqual(instructionsOf(mixed));
    expect(estimate(inInt8(PROGRAM), FEATURES).cycles).toBe(estimate(PROGRAM, FEATURES).cycles);
  });
});

describe('withoutTables', () => {
  it('only issues look-ups, and keeps what others wait for', () => {
    expect(tablesIn(PROGRAM)).toBe(1);
    const [before, after] = [estimate(PROGRAM, FEATURES), estimate(withoutTables(PROGRAM), FEATURES)];
    expect(after.instructions.map(({ kind, cycles }) => `${kind} ${cycles}`)).toEqual([
      'load 116',
      'gemm 66',
      'lut 16',
      'store 116',
    ]);
    expect(after.cycles).toBe(before.cycles - 50);
    expect(withoutTables(PROGRAM)).not.toHaveProperty('layers');
  });
});
