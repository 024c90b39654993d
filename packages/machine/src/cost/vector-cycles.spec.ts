import type { View } from '../region';
import { vectorCycles } from './vector-cycles';

const view = (
  shape: readonly number[],
  dtype: View['dtype'] = 'int8',
  strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
): View => ({ dtype, shape, strides });

describe('vectorCycles', () => {
  it('takes so many bytes of the wider side per cycle', () => {
    expect(vectorCycles({ kind: 'requant', x: view([33]), y: view([33]), multiplier: 1, low: 0, high: 1 }, 32)).toBe(2);
    expect(
      vectorCycles({ kind: 'requant', x: view([33], 'int32'), y: view([33]), multiplier: 1, low: 0, high: 1 }, 32),
    ).toBe(5);
    expect(
      vectorCycles(
        {
          kind: 'eltwise',
          fn: 'add',
          a: view([32], 'int16'),
          b: view([32]),
          y: view([32]),
          ma: 1,
          mb: 1,
          low: 0,
          high: 1,
        },
        32,
      ),
    ).toBe(2);
  });

  it('takes no longer for a table of channels', () => {
    const [x, y] = [view([2, 33]), view([2, 33])];
    expect(vectorCycles({ kind: 'lut', x, y, table: view([33, 256]) }, 32)).toBe(3);
    expect(vectorCycles({ kind: 'lut', x, y, table: view([256]) }, 32)).toBe(3);
  });

  it('passes once per tap of a window, and four times for bilinear', () => {
    const window = { kernel: [3, 2], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const;
    expect(
      vectorCycles(
        { kind: 'pool', fn: 'max', x: view([1, 4, 3, 8]), y: view([1, 2, 2, 8]), ...window, low: 0, high: 1 },
        32,
      ),
    ).toBe(6);
    const resize = {
      kind: 'resize',
      x: view([1, 1, 1, 8]),
      y: view([1, 2, 2, 8]),
      rows: view([2]),
      columns: view([2]),
      multiplier: 1,
    } as const;
    expect(vectorCycles({ ...resize, fn: 'nearest' }, 32)).toBe(1);
    expect(vectorCycles({ ...resize, fn: 'linear' }, 32)).toBe(4);
  });

  it('copies run by run', () => {
    expect(vectorCycles({ kind: 'move', x: view([4, 40]), y: view([4, 40]) }, 32)).toBe(5);
    expect(vectorCycles({ kind: 'move', x: view([4, 40]), y: view([4, 40], 'int8', [50, 1]) }, 32)).toBe(8);
    expect(vectorCycles({ kind: 'move', x: view([4, 40]), y: view([4, 40], 'int8', [1, 4]) }, 32)).toBe(160);
    expect(vectorCycles({ kind: 'fill', y: view([4, 40], 'int8', [100, 2]), value: 0 }, 32)).toBe(160);
  });
});
