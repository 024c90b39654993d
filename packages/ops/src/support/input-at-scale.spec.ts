import { float32, int16 } from '@openbpu/tensor';
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

const at8 = (scale: number) => ({ scale, dtype: 'int8' }) as const;
const at16 = (scale: number) => ({ scale, dtype: 'int16' }) as const;

describe('inputAtScale', () => {
  it('takes an input of that scale as it stands', () => {
    const at = site();
    expect(inputAtScale(at, 0, at8(0.5))).toBe('x0_q');
    expect(at.emitted).toEqual([]);
  });

  it('requantises an input of another scale', () => {
    const at = site();
    const id = inputAtScale(at, 0, at8(0.125));
    expect(Array.from(at.value(id).data as Int8Array)).toEqual([8, -16]);
    expect(at.emitted.map(({ id: name, op }) => [name, op])).toEqual([['node_requantise_0', HzRequantize]]);
  });

  it('quantises a constant at that very scale', () => {
    const at = site();
    expect(Array.from(at.value(inputAtScale(at, 1, at8(0.5))).data as Int8Array)).toEqual([0, -128, 0]);
    expect(at.emitted).toEqual([]);
  });

  it('requantises an input of another type, at the same scale too', () => {
    const at = site();
    expect(at.value(inputAtScale(at, 0, at16(0.5)))).toEqual(int16([2], [2, -4]));
    expect(at.emitted[0].attrs).toEqual({ dtype: 'int16' });
    expect(site().value('x0_q').dtype).toBe('int8');
    expect(at.value(inputAtScale(at, 1, at16(0.5)))).toEqual(int16([3], [0, -2000, 0]));
    expect(() => inputAtScale(at, 0, { scale: 1, dtype: 'int32' })).toThrow(TypeError);
  });
});
