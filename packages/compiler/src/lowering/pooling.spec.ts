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
