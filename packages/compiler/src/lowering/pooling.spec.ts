import {
  lowerHzQuantizedMaxPool,
  lowerHzSQuantizedAveragePool,
  lowerHzSQuantizedGlobalAveragePool,
  lowerHzSQuantizedReduceMean,
  sumPlanes,
} from './pooling';
import { lowered } from './lowered.fixture';

describe('lowerHzQuantizedMaxPool', () => {
  it('keeps the window', () => {
    expect(
      lowered(
        lowerHzQuantizedMaxPool,
        'input x: int8[1x2x4x4] NCHW\n' +
          'n: y = HzQuantizedMaxPool(x) {kernel: [2, 3], strides: [2, 1], pads: [0, 1, 0, 1]}\noutput y',
      ),
    ).toMatchObject([
      {
        kind: 'pool',
        fn: 'max',
        x: 'x',
        y: 'y',
        kernel: [2, 3],
        strides: [2, 1],
        dilations: [1, 1],
        pads: [0, 1, 0, 1],
      },
    ]);
  });
});

describe('lowerHzSQuantizedAveragePool', () => {
  it('keeps the window, the multipliers and the bounds', () => {
    expect(
      lowered(
        lowerHzSQuantizedAveragePool,
        'input x: int8[1x2x4x4] NCHW\nconst m: float32[2x2] = splat 0.25\n' +
          'n: y = HzSQuantizedAveragePool(x, m) {kernel: [2, 2], strides: [2, 2], low: 0}\noutput y',
      ),
    ).toMatchObject([
      { kind: 'pool', fn: 'sum', x: 'x', y: 'y', multiplier: 'm', kernel: [2, 2], strides: [2, 2], low: 0, high: 127 },
    ]);
  });
});

describe('lowerHzSQuantizedGlobalAveragePool', () => {
  it('pools the whole plane', () => {
    expect(
      lowered(
        lowerHzSQuantizedGlobalAveragePool,
        'input x: int8[1x2x4x6] NCHW\nconst m: float32[] = [0.25]\n' +
          'n: y = HzSQuantizedGlobalAveragePool(x, m)\noutput y',
      ),
    ).toMatchObject([{ kind: 'pool', fn: 'sum', multiplier: 'm', kernel: [4, 6] }]);
  });
});

describe('lowerHzSQuantizedReduceMean', () => {
  const layers = (attrs: string) =>
    lowered(
      lowerHzSQuantizedReduceMean,
      'input x: int8[1x2x4x6] NCHW\nconst m: float32[] = [0.25]\n' +
        `n: y = HzSQuantizedReduceMean(x, m) {${attrs}}\noutput y`,
    );

  it('over the plane is one pool', () => {
    expect(layers('axes: [-1, 2]')).toMatchObject([{ kind: 'pool', x: 'x', y: 'y', kernel: [4, 6] }]);
  });

  it('over anything else puts what is folded in columns', () => {
    expect(layers('axes: [1], keepdims: false')).toMatchObject([
      {
        kind: 'move',
        x: 'x',
        y: { shape: [24, 1, 2, 1] },
        size: [1, 4, 6, 2],
        xStrides: [48, 6, 1, 24],
        yStrides: [48, 12, 2, 1],
      },
      { kind: 'pool', kernel: [2, 1], y: { shape: [24, 1, 1, 1] } },
      { kind: 'move', y: 'y', size: [1, 4, 6] },
    ]);
  });
});

describe('pools of either type', () => {
  const text = (x: string, node: string) =>
    `input x: ${x}[1x2x4x6] NCHW\nconst m: float32[] = [0.25]\nn: y = ${node}\noutput y`;

  it('have the bounds of their result', () => {
    const wide = { low: -32768, high: 32767 };
    const narrow = { low: -128, high: 127 };
    expect(lowered(lowerHzQuantizedMaxPool, text('int16', 'HzQuantizedMaxPool(x) {kernel: [2, 2]}'))).toMatchObject([
      wide,
    ]);
    const average = (x: string, more: string) =>
      lowered(lowerHzSQuantizedAveragePool, text(x, `HzSQuantizedAveragePool(x, m) {kernel: [2, 2]${more}}`));
    expect(average('int8', ', dtype: "int16"')).toMatchObject([wide]);
    expect(average('int16', '')).toMatchObject([narrow]);
    const plane = (x: string, more: string) =>
      lowered(lowerHzSQuantizedGlobalAveragePool, text(x, `HzSQuantizedGlobalAveragePool(x, m)${more}`));
    expect(plane('int8', ' {dtype: "int16"}')).toMatchObject([wide]);
    expect(plane('int16', '')).toMatchObject([narrow]);
  });

  it('put what they fold in columns of the type they read, and sums in the type they give', () => {
    const mean = (x: string, more: string) =>
      lowered(lowerHzSQuantizedReduceMean, text(x, `HzSQuantizedReduceMean(x, m) {axes: [1]${more}}`));
    expect(mean('int8', ', dtype: "int16"')).toMatchObject([
      { kind: 'move', y: { dtype: 'int8' } },
      { kind: 'pool', x: { dtype: 'int8' }, y: { dtype: 'int16' }, low: -32768, high: 32767 },
      { kind: 'move', x: { dtype: 'int16' } },
    ]);
    expect(mean('int16', '')).toMatchObject([
      { y: { dtype: 'int16' } },
      { y: { dtype: 'int8' }, low: -128, high: 127 },
      { x: { dtype: 'int8' } },
    ]);
    expect(
      lowered(
        lowerHzSQuantizedReduceMean,
        text('int16', 'HzSQuantizedReduceMean(x, m) {axes: [2, 3], dtype: "int16"}'),
      ),
    ).toMatchObject([{ kind: 'pool', low: -32768, high: 32767 }]);
  });
});

describe('sumPlanes', () => {
  it('has a window as large as the plane and the bounds of the type', () => {
    expect(sumPlanes('x', 'y', 'm', 7, 5, 'int16')).toMatchObject({
      fn: 'sum',
      kernel: [7, 5],
      pads: [0, 0, 0, 0],
      low: -32768,
      high: 32767,
    });
    expect(sumPlanes('x', 'y', 'm', 7, 5, 'int8')).toMatchObject({ low: -128, high: 127 });
  });
});
