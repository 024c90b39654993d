import { float32 } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { itIsUnary, scalarOf } from '../support/unary-laws.fixture';
import { LeakyRelu } from './LeakyRelu';

describe('LeakyRelu', () => {
  itIsUnary(LeakyRelu, { alpha: 0.25 }, [
    [2, 2],
    [0, 0],
    [-2, -0.5],
    [-Infinity, -Infinity],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);

  it('uses alpha at float32', () => {
    expect(scalarOf(LeakyRelu, { alpha: 0.1 })(-3)).toBe(Math.fround(-3 * Math.fround(0.1)));
    expect(scalarOf(LeakyRelu)(-1)).toBe(Math.fround(-0.01));
  });

  it('quantises to two multipliers', () => {
    const site = new SiteRecorder(LeakyRelu, { alpha: 0.1 }, [{ x: float32([3], [-1, 0, 1]), scale: 0.5 }], [0.25]);
    expect(Array.from(site.run()[0].data as Int8Array)).toEqual([0, 0, 4]);
    expect(site.value('node_multiplier').data).toEqual(Float32Array.of(2));
    expect(site.value('node_negative').data).toEqual(Float32Array.of(Math.fround((0.5 * Math.fround(0.1)) / 0.25)));
  });
});
