import { float32 } from '@openbpu/tensor';
import { HzSElementwiseAdd } from '../integer/HzSElementwiseAdd';
import { defineActivatedBinary } from './activated-binary';

describe('defineActivatedBinary', () => {
  const First = defineActivatedBinary({
    name: 'First',
    summary: 'a.',
    integer: { type: HzSElementwiseAdd.name, quantise: () => ['asked'] },
    f: (a) => a,
  });

  it('clamps the result between real bounds, none by default', () => {
    const inputs = [float32([4], [-5, 0.5, 9, NaN]), float32([], [0])];
    expect(First.eval(inputs, First.parseAttrs({ min: -1, max: 6 }))).toEqual([float32([4], [-1, 0.5, 6, NaN])]);
    expect(First.eval(inputs, First.parseAttrs({}))).toEqual([inputs[0]]);
    expect(First.realAttrs).toEqual(['min', 'max']);
  });

  it('is shown as its integer form', () => {
    expect(First.integer?.type).toBe('HzSElementwiseAdd');
  });
});
