import { lowerHzQuantize } from './HzQuantize';
import { lowered } from './lowered.fixture';

it('is one layer, with the scale as a number', () => {
  expect(
    lowered(lowerHzQuantize, 'input x: float32[2x3]\nconst s: float32[] = [0.25]\nn: y = HzQuantize(x, s)\noutput y'),
  ).toEqual([{ kind: 'quantize', x: 'x', y: 'y', scale: 0.25 }]);
});
