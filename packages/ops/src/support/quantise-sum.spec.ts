import { float32 } from '@openbpu/tensor';
import { Add } from '../float/Add';
import { HzSElementwiseAdd } from '../integer/HzSElementwiseAdd';
import { quantiseSum } from './quantise-sum';
import { SiteRecorder } from './site-recorder.fixture';

describe('quantiseSum', () => {
  it('gives each operand its multiplier and folds the activation into the clamp', () => {
    const site = new SiteRecorder(
      Add,
      { min: 0, max: 6 },
      [{ x: float32([2], [1, -3]), scale: 0.5 }, { constant: float32([2], [127, -127]) }],
      [0.25],
    );
    expect(quantiseSum(site, HzSElementwiseAdd)).toEqual(['node_out0']);
    expect(site.emitted).toMatchObject([
      {
        id: 'node',
        inputs: ['x0_q', 'node_constant_1', 'node_multiplier_0', 'node_multiplier_1'],
        attrs: { low: 0, high: 24 },
      },
    ]);
    expect(site.value('node_multiplier_0')).toEqual(float32([], [2]));
    expect(site.value('node_multiplier_1')).toEqual(float32([], [4]));
  });
});
