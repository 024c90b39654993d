import { lowerHzGridSample, lowerHzLut, lowerHzQuantizedResizeUpsample, lowerHzSoftmax } from './tables';
import { lowered } from './lowered.fixture';

describe('lowerHzLut', () => {
  it('is a table look-up', () => {
    expect(lowered(lowerHzLut, 'input x: int8[2]\nconst t: int8[256] = seed 1\nn: y = HzLut(x, t)\noutput y')).toEqual([
      { kind: 'lut', x: 'x', table: 't', y: 'y' },
    ]);
  });

  it('leaves the rows of a table of channels to the machine', () => {
    expect(
      lowered(lowerHzLut, 'input x: int8[1x3x2]\nconst t: int8[3x256] = seed 1\nn: y = HzLut(x, t)\noutput y'),
    ).toEqual([{ kind: 'lut', x: 'x', table: 't', y: 'y' }]);
  });
});

describe('HzSoftmax', () => {
  it('counts the axis from the front', () => {
    const layers = (axis: number) =>
      lowered(
        lowerHzSoftmax,
        `input x: int8[1x2x4x6] NCHW\nconst t: int32[256] = splat 1\nn: y = HzSoftmax(x, t) {axis: ${axis}}\noutput y`,
      );
    expect([-3, 1].map(layers)).toEqual(new Array(2).fill([{ kind: 'softmax', x: 'x', table: 't', y: 'y', axis: 1 }]));
  });
});

describe('lowerHzQuantizedResizeUpsample', () => {
  it('reads a multiplier only where there is one', () => {
    expect(
      lowered(
        lowerHzQuantizedResizeUpsample,
        'input x: int8[1x1x1x1] NCHW\nconst r: int32[2] = [0, 0]\n' +
          'n: y = HzQuantizedResizeUpsample(x, r, r) {mode: "nearest"}\noutput y',
      ),
    ).toEqual([{ kind: 'resize', fn: 'nearest', x: 'x', y: 'y', rows: 'r', columns: 'r', multiplier: 1 }]);
    expect(
      lowered(
        lowerHzQuantizedResizeUpsample,
        'input x: int8[1x1x1x1] NCHW\nconst r: int32[1x3] = [0, 0, 5]\nconst m: float32[] = [0.5]\n' +
          'n: y = HzQuantizedResizeUpsample(x, r, r, m) {mode: "linear"}\noutput y',
      ),
    ).toMatchObject([{ fn: 'linear', multiplier: 0.5 }]);
  });
});

describe('lowerHzGridSample', () => {
  it('leaves places and tables to the machine', () => {
    expect(
      lowered(
        lowerHzGridSample,
        'input x: int8[1x1x2x2] NCHW\ninput g: int8[1x3x3x2]\nconst t: int32[256] = splat 0\n' +
          'const m: float32[] = [0.5]\nn: y = HzGridSample(x, g, t, t, m)\noutput y',
      ),
    ).toEqual([{ kind: 'sample', x: 'x', grid: 'g', rows: 't', columns: 't', y: 'y', multiplier: 0.5 }]);
  });
});
