import { networks } from './networks';
import { published } from './published';

/** Millions of parameters as the authors print them. */
const PARAMETERS = {
  mobileone_s0: 2.1,
  mobilenet_v4_conv_small: 3.8,
  fasternet_t0: 3.9,
  yolov9t: 2.1,
  yolov5nu: 2.6,
  yolov8n_pose: 3.3,
  mobilenet_v3_large: 5.5,
};

describe('networks', () => {
  it('can build whatever has a published row, and every row stands once', () => {
    for (const { network } of published) expect(networks).toHaveProperty([network]);
    expect(new Set(published.map(({ march, network }) => `${march} ${network}`)).size).toBe(published.length);
  });

  it.each(Object.entries(PARAMETERS))('%s has the parameters of its paper', (name, millions) => {
    const { values } = networks[name]();
    const parameters = [...values.values()].reduce((sum, { constant }) => sum + (constant?.data.length ?? 0), 0);
    expect(parameters / 1e6).toBeCloseTo(millions, 1);
  });
});
