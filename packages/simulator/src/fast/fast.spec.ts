import * as fc from 'fast-check';
import type { Instruction, MachineDType, Region } from '@openbpu/machine';
import { rangeOf } from '@openbpu/tensor';
import { Workbench } from '../kernel/workbench.fixture';

/** Numbers drawn from one stream, and operands made of them on a bench. */
class Draw {
  readonly bench = new Workbench();
  constructor(private state: number) {}

  int(low: number, high: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return low + Math.floor((this.state / 2 ** 32) * (high - low + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)];
  }

  narrow(): 'int8' | 'int16' {
    return this.pick(['int8', 'int16']);
  }

  /** Elements apart in every dimension but the last, or dense; of int8 or int16 unless told. */
  elements(shape: readonly number[], dtype: MachineDType = this.narrow(), dense = this.pick([true, false])): Region {
    const strides: number[] = [];
    let stride = 1;
    for (let d = shape.length - 1; d >= 0; d--) {
      strides.unshift(stride);
      stride *= shape[d] + (dense || d === shape.length - 1 ? 0 : this.int(0, 2));
      if (!dense && d === shape.length - 1) stride += this.int(0, 3);
    }
    return this.bench.region(dtype, shape, this.noise(257, dtype), strides);
  }

  noise(count: number, dtype: MachineDType = 'int8'): number[] {
    const [low, high] = rangeOf(dtype === 'int16' ? 'int16' : 'int8');
    const value = this.pick([() => this.int(low, high), () => this.pick([low, high]), () => low]);
    return Array.from({ length: count }, value);
  }

  floats(shape: readonly number[]): Region {
    return this.bench.constant(
      'float32',
      shape,
      Array.from({ length: 97 }, () => 2 ** this.int(-10, 1) * (0.5 + this.int(0, 1000) / 1000)),
    );
  }

  words(shape: readonly number[], low: number, high: number): Region {
    return this.bench.constant(
      'int32',
      shape,
      Array.from({ length: 101 }, () => this.int(low, high)),
    );
  }

  bounds({ dtype }: Region) {
    const [least, most] = rangeOf(dtype === 'int16' ? 'int16' : 'int8');
    const low = this.pick([least, least, 0, -5]);
    return { low, high: this.pick([most, most, Math.max(low, 6)]) };
  }

  window(h: number, w: number) {
    const kernel = [this.int(1, Math.min(3, h)), this.int(1, Math.min(4, w))] as const;
    const strides = [this.int(1, 3), this.int(1, 2)] as const;
    const dilations = [
      kernel[0] > 1 && 2 * (kernel[0] - 1) < h ? this.int(1, 2) : 1,
      kernel[1] > 1 && 2 * (kernel[1] - 1) < w ? this.int(1, 2) : 1,
    ] as const;
    const pads = [
      this.int(0, kernel[0]),
      this.int(0, kernel[1]),
      this.int(0, kernel[0]),
      this.int(0, kernel[1]),
    ] as const;
    const size = (side: 0 | 1) =>
      Math.floor(
        ([h, w][side] + pads[side] + pads[side + 2] - dilations[side] * (kernel[side] - 1) - 1) / strides[side],
      ) + 1;
    return { window: { kernel, strides, dilations, pads }, oh: size(0), ow: size(1) };
  }

  /** int8 or int16 with a multiplier, or int32 without. */
  accumulated(shape: readonly number[]) {
    const channels = shape[shape.length - 1];
    const reach = this.pick([1000, 2 ** 30]);
    const bias = this.words([channels], -reach, reach);
    const y = this.pick([true, false]) ? this.elements(shape) : this.bench.region('int32', shape);
    const multiplier = y.dtype === 'int32' ? {} : { multiplier: this.floats([channels]) };
    return { y, bias, ...multiplier, ...this.bounds(y) };
  }
}

const MAKERS: Readonly<Record<string, (d: Draw) => Instruction>> = {
  conv(d) {
    const [n, h, w, group] = [d.int(1, 2), d.int(1, 7), d.int(1, 7), d.int(1, 3)];
    const [depth, cout] = [d.int(1, 9), group * d.int(1, 9)];
    const { window, oh, ow } = d.window(h, w);
    const weights = d.bench.constant(d.pick(['int8', 'int16']), [cout, ...window.kernel, depth], d.noise(311));
    return {
      kind: 'conv',
      x: d.elements([n, h, w, group * depth]),
      weights,
      ...d.accumulated([n, oh, ow, cout]),
      ...window,
      group,
      padding: d.int(-128, 127),
    };
  },
  dwconv(d) {
    const [n, h, w, c] = [d.int(1, 2), d.int(1, 7), d.int(1, 7), d.int(1, 20)];
    const { window, oh, ow } = d.window(h, w);
    return {
      kind: 'dwconv',
      x: d.elements([n, h, w, c]),
      weights: d.bench.constant('int8', [...window.kernel, c], d.noise(311)),
      ...d.accumulated([n, oh, ow, c]),
      ...window,
      padding: d.int(-128, 127),
    };
  },
  gemm(d) {
    const [m, k, n] = [d.int(1, 20), d.pick([d.int(1, 20), d.int(500, 1200)]), d.int(1, 20)];
    return {
      kind: 'gemm',
      x: d.elements([m, k]),
      weights: d.bench.constant(d.pick(['int8', 'int16']), [n, k], d.noise(311)),
      ...d.accumulated([m, n]),
    };
  },
  matmul(d) {
    const [s, m, k, n] = d.pick([
      [d.int(1, 3), d.int(1, 20), d.int(1, 20), d.int(1, 20)],
      [1, d.int(4, 8), 600, d.int(1, 8)],
    ]);
    const turned = (region: Region): Region => ({
      ...region,
      shape: [region.shape[0], region.shape[2], region.shape[1]],
      strides: [region.strides[0], region.strides[2], region.strides[1]],
    });
    const either = (rows: number, columns: number) =>
      d.pick([true, false]) ? d.elements([s, rows, columns]) : turned(d.elements([s, columns, rows]));
    const once = (region: Region): Region =>
      d.pick([true, false]) ? region : { ...region, strides: region.strides.with(0, 0) };
    const y = either(m, n);
    return {
      kind: 'matmul',
      a: once(either(m, k)),
      b: once(either(k, n)),
      y,
      multiplier: Math.fround(2 ** d.int(-20, 1) * (0.5 + d.int(0, 1000) / 1000)),
      ...d.bounds(y),
    };
  },
  eltwise(d) {
    const shape = [d.int(1, 3), d.int(1, 6), d.int(1, 40)];
    const whole = () => d.elements(shape);
    const repeated = () => {
      const kept = shape.map((dim) => (d.pick([true, false]) ? dim : 1));
      const own = d.elements(kept);
      return { ...own, shape, strides: own.strides.map((stride, i) => (kept[i] === shape[i] ? stride : 0)) };
    };
    const [a, b] = d.pick([
      [whole(), repeated()],
      [repeated(), whole()],
      [whole(), whole()],
      [repeated(), repeated()],
    ]);
    const fn = d.pick(['add', 'sub', 'mul'] as const);
    const real = () => Math.fround(2 ** d.int(-10, 1) * (0.5 + d.int(0, 1000) / 1000));
    const y = whole();
    return { kind: 'eltwise', fn, a, b, y, ma: real(), mb: fn === 'mul' ? 1 : real(), ...d.bounds(y) };
  },
  pool(d) {
    const [n, h, w, c] = [d.int(1, 2), d.int(1, 7), d.int(1, 7), d.int(1, 20)];
    const { window, oh, ow } = d.window(h, w);
    const [fn, x] = [d.pick(['max', 'sum'] as const), d.elements([n, h, w, c])];
    const y = d.elements(
      [n, oh, ow, c],
      fn === 'max' && x.dtype === 'int16' ? 'int16' : fn === 'max' ? 'int8' : d.narrow(),
    );
    const one = { ...d.floats([1]), shape: [oh, ow], strides: [0, 0] };
    const multiplier = fn === 'sum' ? { multiplier: d.pick([d.floats([oh, ow]), one]) } : {};
    return { kind: 'pool', fn, x, y, ...multiplier, ...window, ...d.bounds(y) };
  },
  lut(d) {
    const [shape, type] = [[d.int(1, 3), d.int(1, 50)], d.pick(['int8', 'int16', 'int32', 'float32'] as const)];
    const x = d.elements(shape);
    const table = d.bench.constant(type, [x.dtype === 'int16' ? 65536 : 256], d.noise(1031));
    return { kind: 'lut', x, y: d.elements(shape, type), table };
  },
  'lut of channels'(d) {
    const [shape, type] = [
      [d.int(1, 3), d.int(1, 4), d.pick([1, 7, 50])],
      d.pick(['int8', 'int16', 'float32'] as const),
    ];
    const table = d.bench.constant(type, [shape[2], 256], d.noise(1031));
    return { kind: 'lut', x: d.elements(shape, 'int8'), y: d.elements(shape, type), table };
  },
  'lut of planes'(d) {
    const [n, c, plane, type] = [d.int(1, 3), d.int(1, 9), d.int(24, 60), d.narrow()];
    const behind = ({ shape, strides, ...region }: Region): Region => ({
      ...region,
      shape: [shape[0], shape[2], shape[1]],
      strides: [strides[0], strides[2], strides[1]],
    });
    return {
      kind: 'lut',
      x: behind(d.elements([n, c, plane], 'int8')),
      y: behind(d.elements([n, c, plane], type)),
      table: d.bench.constant(type, [c, 256], d.noise(1031)),
    };
  },
  requant(d) {
    const shape = [d.int(1, 3), d.int(1, 50)];
    const [x, y] = [
      d.pick([d.elements(shape), d.bench.region('int32', shape, d.noise(53, 'int16'))]),
      d.elements(shape),
    ];
    return { kind: 'requant', x, y, multiplier: Math.fround(d.int(1, 1000) / 500), ...d.bounds(y) };
  },
  quantize(d) {
    const shape = [d.int(1, 3), d.int(1, 50)];
    const reals = [0, -0, 0.5, -0.5, 1.5, NaN, Infinity, -Infinity, 3e38, 1e-45];
    const x = d.bench.region(
      'float32',
      shape,
      Array.from({ length: 101 }, () => (d.int(0, 4) === 0 ? d.pick(reals) : d.int(-2000, 2000) / 8)),
      d.pick([undefined, [shape[1] + 3, 1]]),
    );
    return {
      kind: 'quantize',
      x,
      y: d.elements(shape),
      scale: d.pick([1, 0.5, Math.fround(1 / 127), Math.fround(0.3)]),
    };
  },
  prelu(d) {
    const shape = [d.int(1, 3), d.pick([1, 7, 50, 1500])];
    const perChannel = d.pick([true, false]);
    const negative = { ...d.floats([perChannel ? shape[1] : 1]), shape, strides: [0, perChannel ? 1 : 0] };
    return {
      kind: 'prelu',
      x: d.elements(shape),
      y: d.elements(shape),
      negative,
      multiplier: Math.fround(d.int(1, 1000) / 500),
    };
  },
  resize(d) {
    const [n, h, w, c, oh, ow] = [d.int(1, 2), d.int(1, 6), d.int(1, 6), d.int(1, 20), d.int(1, 9), d.int(1, 9)];
    const x = d.elements([n, h, w, c]);
    if (d.pick([true, false])) {
      const y = d.elements([n, oh, ow, c], x.dtype === 'int16' ? 'int16' : 'int8');
      return {
        kind: 'resize',
        x,
        y,
        fn: 'nearest',
        rows: d.words([oh], -1, h),
        columns: d.words([ow], -1, w),
        multiplier: 1,
      };
    }
    const operands = { kind: 'resize', x, y: d.elements([n, oh, ow, c]) } as const;
    const table = (out: number, size: number) =>
      d.bench.constant(
        'int32',
        [out, 3],
        Array.from({ length: out * 3 }, (_, i) => (i % 3 < 2 ? d.int(-1, size) : d.int(0, 2048))),
      );
    return {
      ...operands,
      fn: 'linear',
      rows: table(oh, h),
      columns: table(ow, w),
      multiplier: 2 ** (d.int(-2, 1) - 22),
    };
  },
  softmax(d) {
    const [shape, axis] = [[d.int(1, 4), d.int(1, 5), d.int(1, 9)], d.int(0, 2)];
    const last = (region: Region): Region => {
      const moved = (list: readonly number[]) => [...list.slice(0, axis), ...list.slice(axis + 1), list[axis]];
      return { ...region, shape: moved(region.shape), strides: moved(region.strides) };
    };
    const x = d.elements(shape);
    const entries = [2 ** 24, ...d.noise(1030, 'int16').map((entry) => Math.abs(entry + 0.5) - 0.5)];
    const table = d.bench.constant('int32', [x.dtype === 'int16' ? 65536 : 256], entries);
    return { kind: 'softmax', x: last(x), y: last(d.elements(shape, 'float32')), table };
  },
  move(d) {
    const shape = Array.from({ length: d.int(1, 5) }, () => d.int(1, 5));
    const dtype = d.narrow();
    return { kind: 'move', x: d.elements(shape, dtype), y: d.elements(shape, dtype) };
  },
  fill(d) {
    return {
      kind: 'fill',
      y: d.elements(Array.from({ length: d.int(1, 5) }, () => d.int(1, 5))),
      value: d.pick([0, -128, 127, -1]),
    };
  },
};

describe('the kernels do what the plain loops do', () => {
  it.each(Object.keys(MAKERS))('%s', (kind) => {
    let taken = 0;
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const draw = new Draw(seed);
        const { fast, plain } = draw.bench.both(MAKERS[kind](draw));
        if (!fast) return;
        taken++;
        expect(Buffer.compare(fast, plain)).toBe(0);
      }),
      { numRuns: 60 },
    );
    expect(taken).toBeGreaterThan(8);
  });
});

it('leaves a table of weights that are none to the plain loops', () => {
  for (const weight of [2049, 70_000, 2 ** 30, -1, -70_000]) {
    const bench = new Workbench();
    const table = bench.constant('int32', [2, 3], [0, 1, weight, 1, 0, weight]);
    const { fast, plain } = bench.both({
      kind: 'resize',
      fn: 'linear',
      x: bench.region('int8', [1, 2, 2, 16], [127, -128, 1, 0, 93]),
      y: bench.region('int8', [1, 2, 2, 16]),
      rows: table,
      columns: table,
      multiplier: 2 ** -22,
    });
    expect([weight, fast ?? plain]).toEqual([weight, plain]);
  }
});

it('leaves a table of exponentials of which a sum may be none to the plain loops', () => {
  const x = [3, -7, 3, 100, -128, 5];
  const entries = {
    falls: (i: number) => 2 ** 20 - i,
    'begins with 0': (i: number) => i,
    'goes below 0': (i: number) => 9 - i,
  };
  const taken = Object.entries(entries).map(([name, entry]) => {
    const bench = new Workbench();
    const table = bench.constant(
      'int32',
      [256],
      Array.from({ length: 256 }, (_, i) => entry(i)),
    );
    const shape = [20, 6];
    const { fast } = bench.both({
      kind: 'softmax',
      x: bench.region('int8', shape, x),
      table,
      y: bench.region('float32', shape),
    });
    return [name, fast !== undefined];
  });
  expect(taken).toEqual([
    ['falls', true],
    ['begins with 0', false],
    ['goes below 0', false],
  ]);
});
