import type { Access } from '../buffer';
import { attemptWith, contextOf } from './context.fixture';
import { stage } from './stage';

const view = (space: 'ddr' | 'const' | 'sram', name: string, ...shape: number[]): Access => ({
  buffer: { name, space, bytes: 0 },
  offset: 0,
  dtype: 'int8',
  shape,
  strides: shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
});
const kinds = (list: readonly { readonly kind: string }[]) => list.map(({ kind }) => kind).join(' ');

describe('stage', () => {
  const lut = {
    kind: 'lut',
    x: view('ddr', 'x', 4, 8),
    table: view('const', 'constants', 256),
    y: view('ddr', 'y', 4, 8),
  } as const;
  const tiling = { sizes: [2, 8], order: [0, 1] };

  it('loads what a box reads, computes on chip, stores what it writes', () => {
    const steps = stage(lut, 7, tiling, contextOf());
    expect(steps.map(({ work, loads, body, stores }) => [work, kinds(loads), kinds(body), kinds(stores)])).toEqual([
      [7, 'load load', 'lut', 'store'],
      [7, 'load', 'lut', 'store'],
    ]);
    expect(steps[1].stores[0]).toMatchObject({ y: { buffer: lut.y.buffer, offset: 16, shape: [2, 8] } });
    expect(steps[1].held.map(({ bytes }) => bytes).sort()).toEqual([16, 16, 256]);
  });

  it('loads again when told to', () => {
    expect(
      stage(lut, 7, tiling, contextOf({ attempt: attemptWith({ reuse: false }) })).map(({ loads }) => loads.length),
    ).toEqual([2, 2]);
  });

  it('leaves alone what is on chip', () => {
    const [step] = stage(
      { ...lut, x: view('sram', 'x', 4, 8), y: view('sram', 'y', 4, 8) },
      0,
      { sizes: [4, 8], order: [0, 1] },
      contextOf(),
    );
    expect([kinds(step.loads), kinds(step.body), kinds(step.stores)]).toEqual(['load', 'lut', '']);
  });

  it('moves by transfers, unless these would go byte by byte', () => {
    const whole = { sizes: [64, 64], order: [0, 1] };
    const moved = (x: Access, y: Access) =>
      stage({ kind: 'move', x, y }, 0, whole, contextOf()).map(({ loads, body, stores }) => [
        kinds(loads),
        kinds(body),
        kinds(stores),
      ])[0];
    const [x, y] = [view('ddr', 'x', 64, 64), view('ddr', 'y', 64, 64)];
    expect(moved(x, y)).toEqual(['load', '', 'store']);
    expect(moved(x, { ...y, strides: [1, 64] })).toEqual(['load', 'move', 'store']);
    expect(moved(x, { ...view('sram', 'y', 64, 64), strides: [1, 64] })).toEqual(['load', 'move', '']);
    expect(moved(view('sram', 'x', 64, 64), y)).toEqual(['', '', 'store']);
    expect(moved(x, view('sram', 'y', 64, 64))).toEqual(['', 'load', '']);
    expect(moved(view('sram', 'x', 64, 64), view('sram', 'y', 64, 64))).toEqual(['', 'move', '']);
  });

  it('has no step for a copy of a band to where it lies', () => {
    const of = { name: 'y', space: 'ddr', bytes: 64 } as const;
    const band = {
      ...view('ddr', 'y@1', 8),
      buffer: { name: 'y@1', space: 'ddr', bytes: 8, part: { of, at: 8 } },
    } as const;
    const home = { ...view('ddr', 'y', 8), buffer: of, offset: 8 };
    expect(stage({ kind: 'move', x: band, y: home }, 0, { sizes: [8], order: [0] }, contextOf())).toEqual([]);
    const away = { ...home, offset: 16 };
    expect(stage({ kind: 'move', x: band, y: away }, 0, { sizes: [8], order: [0] }, contextOf())).toHaveLength(1);
  });
});
