import { alignedBytes, alignedShape, upTo, withPadding, withoutPadding } from './aligned';

describe('alignedBytes', () => {
  it.each([
    [0, 0],
    [1, 16],
    [16, 16],
    [17, 32],
    [33, 64],
    [65, 128],
    [128, 128],
    [129, 256],
    [256, 256],
    [257, 272],
    [300, 320],
    [1000, 1024],
    [1024 + 129, 1280],
  ])('%d becomes %d', (bytes, aligned) => expect(alignedBytes(bytes)).toBe(aligned));
});

describe('alignedShape', () => {
  const of = (shape: number[], layout: 'NCHW' | 'NHWC' | 'none', elementBytes: number, side: 'input' | 'output') =>
    alignedShape({ shape, layout, elementBytes, side });

  it.each([
    [[1, 5, 7, 9], 'NCHW', 1, 'output', [1, 5, 7, 16]],
    [[1, 5, 7, 9], 'NCHW', 4, 'input', [1, 5, 7, 16]],
    [[1, 5, 7, 8], 'NCHW', 4, 'output', [1, 5, 7, 8]],
    [[1, 5, 7, 9], 'NHWC', 2, 'output', [1, 5, 7, 16]],
    [[1, 5, 7, 3], 'NHWC', 1, 'output', [1, 5, 7, 16]],
    [[1, 5, 7, 4], 'NHWC', 1, 'input', [1, 6, 32, 4]],
    [[1, 6, 33, 3], 'NHWC', 1, 'input', [1, 6, 64, 3]],
    [[1, 5, 7, 5], 'NHWC', 1, 'input', [1, 5, 7, 16]],
    [[1, 5, 7, 9], 'none', 1, 'output', [1, 5, 7, 9]],
    [[7, 9], 'NCHW', 1, 'output', [7, 9]],
    [[1, 2, 5, 7, 9], 'NCHW', 1, 'output', [1, 2, 5, 7, 9]],
  ] as const)('%j %s of %d bytes as %s is %j', (shape, layout, bytes, side, aligned) =>
    expect(of([...shape], layout, bytes, side)).toEqual(aligned),
  );

  it('counts up', () => expect([upTo(0, 16), upTo(1, 16), upTo(16, 16), upTo(17, 16)]).toEqual([0, 16, 16, 32]));
});

describe('padding', () => {
  it('is zeros behind rows, and goes away again', () => {
    const bytes = Uint8Array.from({ length: 2 * 2 * 3 * 2 }, (_, i) => i + 1);
    const padded = withPadding(bytes, [2, 2, 3], [2, 3, 4], 2);
    expect([...padded]).toEqual([
      ...[1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      ...[13, 14, 15, 16, 17, 18, 0, 0, 19, 20, 21, 22, 23, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ]);
    expect([...withoutPadding(padded, [2, 3, 4], [2, 2, 3], 2)]).toEqual([...bytes]);
  });

  it.each([[[]], [[3]], [[0, 4]], [[4, 0]], [[2 ** 40, 0]]])('leaves %j as it is', (shape) => {
    const bytes = Uint8Array.from({ length: shape.reduce((a: number, b) => a * b, 1) }, (_, i) => i);
    expect([...withPadding(bytes, shape, shape, 1)]).toEqual([...bytes]);
    expect([...withoutPadding(bytes, shape, shape, 1)]).toEqual([...bytes]);
  });
});
