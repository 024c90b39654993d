import { float32, int8 } from '@openbpu/tensor';
import { PRelu } from '../float/PRelu';
import { quantisePRelu } from './quantise-prelu';
import { SiteRecorder } from './site-recorder.fixture';

describe('quantisePRelu', () => {
  it('computes every multiplier from float32 scales in double, rounded once', () => {
    const [s, t] = [Math.fround(0.1), Math.fround(0.3)];
    const site = new SiteRecorder(
      PRelu,
      {},
      [{ x: float32([1, 2], [-1.2, 1.2]), scale: s }, { constant: float32([2], [0.25, -1]) }],
      [t],
    );
    const [id] = quantisePRelu(site, Float32Array.of(0.25, -1));
    expect(site.value('node_multiplier')).toEqual(float32([], [s / t]));
    expect(site.value('node_negative')).toEqual(float32([2], [(s * 0.25) / t, -s / t]));
    expect(site.value(id)).toEqual(int8([1, 2], [-1, 4]));
  });
});
