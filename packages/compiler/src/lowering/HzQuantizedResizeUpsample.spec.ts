import { lowerHzQuantizedResizeUpsample } from './HzQuantizedResizeUpsample';
import { lowered } from './lowered.fixture';

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
