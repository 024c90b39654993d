import { ByteReader } from '../encoding/byte-reader';
import { ByteWriter } from '../encoding/byte-writer';
import type { Region } from '../region';
import { dense } from '../region.fixture';
import { type Instruction, type InstructionKind, INSTRUCTIONS, definitionOf, definitionOfCode } from './instruction';
import { mapOperands, operandsOf } from './operands';

const r = dense;
const window = { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const;
const image = r('int8', 1, 2, 2, 3);
const sums = { bias: r('int32', 3), multiplier: r('float32', 3), low: -128, high: 127 };
const both = { x: image, y: image };

/** A proper instruction of every kind. */
const SAMPLES: { readonly [K in InstructionKind]: Extract<Instruction, { readonly kind: K }> } = {
  load: { kind: 'load', x: image, y: { ...image, space: 'sram' } },
  store: { kind: 'store', x: { ...image, space: 'sram' }, y: image },
  conv: { kind: 'conv', ...both, weights: r('int8', 3, 1, 1, 3), ...sums, ...window, group: 1, padding: -128 },
  dwconv: { kind: 'dwconv', ...both, weights: r('int8', 1, 1, 3), ...sums, ...window },
  gemm: { kind: 'gemm', x: r('int16', 4, 2), y: r('int16', 4, 3), weights: r('int8', 3, 2), ...sums },
  eltwise: { kind: 'eltwise', fn: 'sub', a: image, b: image, y: image, ma: 0.5, mb: 0.25, low: -128, high: 127 },
  pool: { kind: 'pool', fn: 'sum', ...both, multiplier: r('float32', 2, 2), ...window, low: -128, high: 127 },
  lut: { kind: 'lut', ...both, table: r('int8', 256) },
  prelu: { kind: 'prelu', ...both, negative: r('float32', 1, 2, 2, 3), multiplier: 0.5 },
  requant: { kind: 'requant', ...both, multiplier: 0.5, low: 0, high: 6 },
  resize: {
    kind: 'resize',
    fn: 'linear',
    ...both,
    rows: r('int32', 2, 3),
    columns: r('int32', 2, 3),
    multiplier: 2 ** -22,
  },
  move: { kind: 'move', x: r('float32', 7), y: r('float32', 7) },
  fill: { kind: 'fill', y: image, value: -128 },
  softmax: { kind: 'softmax', x: image, table: r('int32', 256), y: r('float32', 1, 2, 2, 3) },
  quantize: { kind: 'quantize', x: r('float32', 1, 2, 2, 3), y: image, scale: 0.5 },
  matmul: {
    kind: 'matmul',
    a: r('int8', 2, 4, 3),
    b: { ...r('int16', 2, 3, 6), strides: [0, 1, 3] },
    y: r('int16', 2, 4, 6),
    multiplier: 0.5,
    low: -32768,
    high: 32767,
  },
  normalise: {
    kind: 'normalise',
    norm: 'deviation',
    bound: 'inside',
    ...both,
    factor: r('float32', 1, 2, 2, 3),
    offset: r('float32', 1, 2, 2, 3),
    reduced: 1,
    epsilon: 0.5,
    low: -128,
    high: 127,
  },
  topk: {
    kind: 'topk',
    fn: 'places',
    order: 'largest',
    ties: 'first',
    x: r('int16', 2, 4),
    y: r('int32', 2, 3),
  },
  gather: { kind: 'gather', x: r('int8', 2, 4), places: r('int32', 2, 9), y: r('int8', 2, 9) },
  sample: {
    kind: 'sample',
    ...both,
    grid: r('int16', 1, 2, 2, 2),
    rows: r('int32', 65536),
    columns: r('int32', 65536),
    multiplier: 2 ** -22,
  },
  sync: { kind: 'sync', from: 'vector', to: 'dma' },
  wait: { kind: 'wait', core: 3, from: 'dma', to: 'dma' },
};

describe.each(Object.values(SAMPLES))('$kind', (instruction: Instruction) => {
  const def = definitionOf(instruction.kind);

  it('is accepted when it is proper, and survives its bytes', () => {
    expect(def.complaint(instruction)).toBeUndefined();
    const to = new ByteWriter();
    def.write(to, instruction);
    expect(def.read(new ByteReader(to.finish()))).toEqual(instruction);
    expect(definitionOfCode(def.code)).toBe(def);
  });

  it('is refused when an operand has another shape', () => {
    const { reads, writes } = operandsOf(instruction);
    for (const at of [...reads, ...writes].keys()) {
      if (instruction.kind === 'fill') continue;
      let place = 0;
      const changed = mapOperands(instruction, (operand) => (place++ === at ? r('int8', 5, 5) : operand));
      expect([at, def.complaint(changed)]).toEqual([at, expect.any(String)]);
    }
  });

  it('is refused when a multiplier is no finite float32', () => {
    for (const [name, value] of Object.entries(instruction)) {
      if (!['multiplier', 'ma', 'mb', 'scale'].includes(name) || typeof value !== 'number') continue;
      for (const wrong of [0.3, NaN, Infinity])
        expect(def.complaint({ ...instruction, [name]: wrong })).toBe(`${name} ${wrong} is no finite float32`);
    }
  });

  it('prints its name first', () => {
    expect(def.print(instruction)).toMatch(new RegExp(`^${instruction.kind} `));
  });
});

describe('softmax and quantize', () => {
  it('want a dimension to go along, and a scale above 0', () => {
    expect(
      definitionOf('softmax').complaint({ kind: 'softmax', x: r('int8'), table: r('int32', 256), y: r('float32') }),
    ).toBe('x has no dimension to go along');
    for (const scale of [0, -0.5])
      expect(definitionOf('quantize').complaint({ kind: 'quantize', x: r('float32', 2), y: r('int8', 2), scale })).toBe(
        `scale ${scale} is not positive`,
      );
  });
});

describe('int16', () => {
  const wide = r('int16', 1, 2, 2, 3);

  it('is what softmax reads with a table of its own, and what quantize writes', () => {
    const softmax = (table: Region) =>
      definitionOf('softmax').complaint({ kind: 'softmax', x: wide, table, y: r('float32', 1, 2, 2, 3) });
    expect([softmax(r('int32', 65536)), softmax(r('int32', 256))]).toEqual([
      undefined,
      'table is 256 and should be 65536',
    ]);
    const quantize = (y: Region) =>
      definitionOf('quantize').complaint({ kind: 'quantize', x: r('float32', 1, 2, 2, 3), y, scale: 0.5 });
    expect([quantize(wide), quantize(r('int32', 1, 2, 2, 3))]).toEqual([
      undefined,
      'y is int32 and should be int8 or int16',
    ]);
  });

  it('has bounds of its own', () => {
    const requant = (y: Region, low: number, high: number) =>
      definitionOf('requant').complaint({ kind: 'requant', x: wide, y, multiplier: 1, low, high });
    expect([requant(wide, -32768, 32767), requant(image, -128, 127)]).toEqual([undefined, undefined]);
    expect(requant(wide, -32769, 0)).toBe('the bounds -32769 and 0 are not both of int16');
    expect(requant(image, 0, 128)).toBe('the bounds 0 and 128 are not both of int8');
    expect(requant(wide, 1, 0)).toBe('the lower bound 1 is above the upper bound 0');
  });
});

describe('topk and gather', () => {
  it('give no more than there is, of the type they read', () => {
    const topk = (x: Region, y: Region, fn: 'values' | 'places' = 'values') =>
      definitionOf('topk').complaint({ kind: 'topk', fn, order: 'largest', ties: 'first', x, y });
    expect([topk(r('int8', 3), r('int8', 3)), topk(r('int8', 3), r('int32', 1), 'places')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(topk(r('int8', 3), r('int8', 4))).toBe('there are no 4 elements in 3');
    expect(topk(r('int8', 3), r('int16', 3))).toBe('y is int16 and should be int8');
    expect(topk(r('int8'), r('int8'))).toBe('x and y have a dimension to go along');
    const places = r('int32', 2, 3);
    expect(definitionOf('gather').complaint({ kind: 'gather', x: r('int8', 3, 4), places, y: r('int8', 2, 3) })).toBe(
      'x is 3x4 and y is 2x3',
    );
  });
});

describe('sample', () => {
  it('wants one batch, and the channels of x, in y', () => {
    const complaint = (x: Region) => definitionOf('sample').complaint({ ...SAMPLES.sample, x });
    expect(complaint(r('int8', 1, 7, 5, 3))).toBeUndefined();
    for (const x of [r('int8', 1, 2, 2, 4), r('int8', 2, 2, 2, 3)])
      expect(complaint(x)).toBe('batch and channels of x and y differ');
  });
});

describe('matmul', () => {
  it('has one batch, meets in one depth, and sums no more than a double holds', () => {
    const complaint = (a: Region, b: Region, y: Region) =>
      definitionOf('matmul').complaint({ kind: 'matmul', a, b, y, multiplier: 1, low: 0, high: 1 });
    expect(complaint(r('int8', 2, 3), r('int8', 3, 4), r('int8', 2, 4))).toBeUndefined();
    expect(complaint(r('int8', 2, 3), r('int8', 2, 4), r('int8', 2, 4))).toBe('b is 2x4 and should be 3x4');
    expect(complaint(r('int8', 1, 2, 3), r('int8', 5, 3, 4), r('int8', 5, 2, 4))).toBe(
      'a is 1x2x3 and should be 5x2x3',
    );
    expect(complaint(r('int8', 3), r('int8', 3), r('int8'))).toBe('y is no stack of matrices');
    const deep = 2 ** 23;
    expect(complaint(r('int16', 1, deep), r('int16', deep, 1), r('int16', 1, 1))).toBeUndefined();
    expect(complaint(r('int16', 1, deep + 1), r('int16', deep + 1, 1), r('int16', 1, 1))).toMatch(/not exact/);
  });
});

describe('lut of channels', () => {
  const complaint = (x: Region, table: Region) =>
    definitionOf('lut').complaint({ kind: 'lut', x, table, y: { ...x, dtype: table.dtype } });

  it('has a row for each of the last dimension of x', () => {
    for (const x of [image, r('int8', 5, 3), r('int8', 3)])
      expect([complaint(x, r('int8', 3, 256)), complaint(x, r('float32', 3, 256))]).toEqual([undefined, undefined]);
    expect(complaint(r('int8', 1, 3, 2, 2), r('int8', 3, 256))).toBe('table is 3x256 and should be 2x256');
    expect(complaint(r('int8'), r('int8', 1, 256))).toBe('table is 1x256 and should be 256');
    expect(complaint(image, r('int8', 3, 255))).toBe('table is 3x255 and should be 3x256');
    expect(complaint(image, { ...r('int8', 3, 256), strides: [512, 1] })).toMatch(/side by side/);
  });

  it('is for int8 alone', () => {
    expect(complaint(r('int16', 2, 3), r('int8', 3, 256))).toBe('table is 3x256 and should be 65536');
    expect(complaint(r('int16', 2, 3), r('int8', 3, 65536))).toBe('table is 3x65536 and should be 65536');
  });
});

describe('definitionOfCode', () => {
  it('knows no other codes', () => {
    expect(definitionOfCode(0)).toBeUndefined();
    expect(definitionOfCode(INSTRUCTIONS.length + 1)).toBeUndefined();
  });
});
