import { float32, int8 } from '@openbpu/tensor';
import { Max } from '../float/Max';
import { HzSElementwiseMax } from '../integer/HzSElementwiseMax';
import { quantiseChoice } from './quantise-choice';
import { SiteRecorder } from './site-recorder.fixture';

it('brings each operand to the scale of the result, a constant at its largest magnitude / 127', () => {
  const site = new SiteRecorder(
    Max,
    {},
    [{ x: float32([3], [-8, 1, 4]), scale: 0.5 }, { constant: float32([1], [1.27]) }],
    [0.25],
  );
  const [y] = quantiseChoice(site, HzSElementwiseMax);
  expect(site.value(y)).toEqual(int8([3], [5, 5, 16]));
  expect(site.value('node_multiplier_0')).toEqual(float32([], [2]));
  expect(site.value('node_multiplier_1')).toEqual(float32([], [Math.fround(1.27 / 127) / 0.25]));
});
