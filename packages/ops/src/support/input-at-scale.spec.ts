import { float32 } from '@openbpu/tensor';
import { Concat } from '../float/Concat';
import { HzRequantize } from '../integer/HzRequantize';
import { inputAtScale } from './input-at-scale';
import { SiteRecorder } from './site-recorder.fixture';

const site = () =>
  new SiteRecorder(
    Concat,
    { axis: 0 },
    [{ x: float32([2], [1, -2]), scale: 0.5 }, { constant: float32([3], [0.25, -1000, NaN]) }],
    [0.5],
  );

describe('inputAtScale', () => {
  it('takes an input of that scale as it stands', () => {
    const at = site();
    expect(inputAtScale(at, 0, 0.5)).toBe('x0_q');
    expect(at.emitted).toEqual([]);
  });

  it('requantises an input of another scale', () => {
    const at = site();
    const id = inputAtScale(at, 0, 0.125);
    expect(Array.from(at.value(id).data as Int8Array)).toEqual([8, -16]);
    expect(at.emitted.map(({ id: name, op }) => [name, op])).toEqual([['node_requantise_0', HzRequantize]]);
  });

  it('quantises a constant at that very scale', () => {
    const at = site();
    expect(Array.from(at.value(inputAtScale(at, 1, 0.5)).data as Int8Array)).toEqual([0, -128, 0]);
    expect(at.emitted).toEqual([]);
  });
});
