import { float32, int8, makeTensor } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { LessOrEqual } from './LessOrEqual';

describe('LessOrEqual', () => {
  it('gives bool, false beside a NaN', () => {
    const [a, b] = [float32([4], [1, -Infinity, 3, NaN]), float32([4], [1, 2, 2, NaN])];
    expect(LessOrEqual.eval([a, b], {})).toEqual([makeTensor('bool', [4], Uint8Array.of(1, 1, 0, 0))]);
  });

  it('has an integer form that gives 1 and 0', () => {
    const operands = [
      { x: float32([3], [1, 1, 1.5]), scale: 0.5 },
      { x: float32([3], [1, 2, 1]), scale: 0.25 },
    ];
    const site = new SiteRecorder(LessOrEqual, {}, operands, [1]);
    expect(site.run()).toEqual([int8([3], [1, 1, 0])]);
    expect(site.emitted.map(({ op, inputs }) => [op.name, ...inputs.slice(0, 2)])).toEqual([
      ['HzSElementwiseGreaterOrEqual', 'x1_q', 'x0_q'],
    ]);
  });
});
