import { DiagnosticError } from '@openbpu/diagnostics';
import type { Row } from '../perf/rows';
import { frameWork, isCountable } from './frame-work';

const row = (on: Row['on'], latencyUs: number, callsUs: number[] = [], cores = 1): Row => ({
  name: `${on}_${latencyUs}`,
  on,
  step: 's',
  latencyUs,
  cores: on === 'BPU' ? cores : 0,
  callsUs,
});
const rowsOf = (rows: Row[], inferenceUs: number) => ({
  rows,
  inferenceUs,
  latencyUs: rows.reduce((sum, { latencyUs }) => sum + latencyUs, 0) + inferenceUs,
});

describe('frameWork', () => {
  it('makes pieces of rows, the constant first, and a piece of each function-call', () => {
    expect(frameWork(rowsOf([row('CPU', 1.5), row('BPU', 4, [1, 3], 2), row('CPU', 0)], 0.25))).toEqual({
      pieces: [
        { row: -1, on: 'CPU', cores: 1, ns: 250 },
        { row: 0, on: 'CPU', cores: 1, ns: 1500 },
        { row: 1, on: 'BPU', cores: 2, ns: 1000 },
        { row: 1, on: 'BPU', cores: 2, ns: 3000 },
      ],
      rowNs: [1500, 4000, 0],
      inferenceNs: 250,
      totalNs: 5750,
    });
  });

  it('adds up to the nanosecond, whatever is rounded', () => {
    const rows = rowsOf(
      Array.from({ length: 99 }, (_, i) => row(i % 3 ? 'CPU' : 'BPU', 0.0004 + i / 7, i % 3 ? [] : [0.0004, i / 7])),
      100 / 3,
    );
    const { pieces, rowNs, inferenceNs, totalNs } = frameWork(rows);
    expect(totalNs).toBe(Math.round(rows.latencyUs * 1000));
    expect(rowNs.reduce((sum, ns) => sum + ns, inferenceNs)).toBe(totalNs);
    expect(pieces.reduce((sum, { ns }) => sum + ns, 0)).toBe(totalNs);
    for (const [i, ns] of rowNs.entries()) {
      expect(Math.abs(ns - rows.rows[i].latencyUs * 1000)).toBeLessThanOrEqual(1);
      expect(pieces.filter((piece) => piece.row === i).reduce((sum, piece) => sum + piece.ns, 0)).toBe(ns);
    }
  });

  it('has no piece for what takes no time', () => {
    const { pieces, inferenceNs } = frameWork(rowsOf([row('CPU', 2), row('BPU', 1, [0, 1])], 0));
    expect([pieces.map(({ row: of, ns }) => [of, ns]), inferenceNs]).toEqual([
      [
        [0, 2000],
        [1, 1000],
      ],
      0,
    ]);
  });

  it('takes a nanosecond at least', () => {
    expect(frameWork(rowsOf([row('CPU', 0)], 0))).toEqual({
      pieces: [{ row: -1, on: 'CPU', cores: 1, ns: 1 }],
      rowNs: [0],
      inferenceNs: 1,
      totalNs: 1,
    });
  });

  it('counts up to a month', () => {
    expect([0, 2e12, 2 ** 51 / 1000, Infinity, NaN].map((latencyUs) => isCountable({ latencyUs }))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it.each([1e13, Infinity, NaN])('refuses what never ends: %d', (us) => {
    expect(() => frameWork(rowsOf([row('CPU', us)], 0))).toThrow(DiagnosticError);
  });
});
