import { lowerHzSoftmax } from './HzSoftmax';
import { lowered } from './lowered.fixture';

it('counts the axis from the front', () => {
  const layers = (axis: number) =>
    lowered(
      lowerHzSoftmax,
      `input x: int8[1x2x4x6] NCHW\nconst t: int32[256] = splat 1\nn: y = HzSoftmax(x, t) {axis: ${axis}}\noutput y`,
    );
  expect([-3, 1].map(layers)).toEqual(new Array(2).fill([{ kind: 'softmax', x: 'x', table: 't', y: 'y', axis: 1 }]));
});
