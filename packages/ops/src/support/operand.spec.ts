import { float32, int16 } from '@openbpu/tensor';
import { Add } from '../float/Add';
import { operand } from './operand';
import type { ActivationDType } from './quantised';
import { SiteRecorder } from './site-recorder.fixture';

const siteWith = (...constant: number[]) =>
  new SiteRecorder(
    Add,
    {},
    [{ x: float32([1], [1]), scale: 0.5 }, { constant: float32([constant.length], constant) }],
    [1],
  );

describe('operand', () => {
  it('takes a computed input as it stands', () => {
    expect(operand(siteWith(1), 0)).toMatchObject({ id: 'x0_q', scale: 0.5 });
  });

  it('quantises a constant so that its largest magnitude is 127', () => {
    const site = siteWith(-254, 1, 3, 127);
    const { id, scale } = operand(site, 1);
    expect(scale).toBe(2);
    expect(Array.from(site.value(id).data as Int8Array)).toEqual([-127, 0, 2, 64]);
  });

  it('is int16 where the result or the other operand is', () => {
    const wide = (x: ActivationDType, y: ActivationDType) => {
      const site = new SiteRecorder(
        Add,
        {},
        [{ x: float32([1], [1]), scale: 0.5, dtype: x }, { constant: float32([2], [-65534, 3]) }],
        [1],
        [y],
      );
      const { id, scale } = operand(site, 1);
      return { scale, q: site.value(id) };
    };
    expect(wide('int8', 'int16')).toEqual({ scale: 2, q: int16([2], [-32767, 2]) });
    expect(wide('int16', 'int8')).toEqual({ scale: 2, q: int16([2], [-32767, 2]) });
    expect(wide('int8', 'int8').q.dtype).toBe('int8');
  });

  it('survives zeros, NaN and infinities', () => {
    const zeros = siteWith(0, 0);
    expect(operand(zeros, 1).scale).toBe(1);
    const odd = siteWith(NaN, 127, -127);
    const { id, scale } = operand(odd, 1);
    expect(scale).toBe(1);
    expect(Array.from(odd.value(id).data as Int8Array)).toEqual([0, 127, -127]);
    const endless = siteWith(Infinity, -Infinity);
    expect(Array.from(endless.value(operand(endless, 1).id).data as Int8Array)).toEqual([127, -128]);
  });
});
