import { lowerHzQuantizedMaxPool } from './HzQuantizedMaxPool';
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
