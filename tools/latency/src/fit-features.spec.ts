import { marches } from '@openbpu/pipeline';
import { compiledNetwork } from './compiled-network';
import { type Timed, fitFeatures, leaveOneOut, ratio, squaredLogs } from './fit-features';
import { tinyNetwork } from './tiny-network.fixture';

const [, backend] = marches();
const { features } = backend;

describe('fitFeatures', () => {
  let row: Timed;
  beforeAll(async () => {
    const compiled = { ...(await compiledNetwork(tinyNetwork(), backend)), network: 'tiny', bpuMs: 1 };
    row = { ...compiled, bpuMs: ratio(compiled, features) };
  });

  it('stays where predictions are right', () => {
    expect(ratio(row, features)).toBeCloseTo(1, 12);
    expect(fitFeatures([row], features)).toEqual({ at: features, loss: expect.closeTo(0, 12) });
  });

  it('finds slower features for a slower machine', () => {
    const slow = { ...row, bpuMs: 1.5 * row.bpuMs };
    const { at, loss } = fitFeatures([slow, slow], features);
    expect(loss).toBeLessThan(squaredLogs([1.5]) / 4);
    expect(ratio(slow, at)).toBeGreaterThan(ratio(slow, features));
    expect(leaveOneOut([slow, { ...slow }], features)).toBeLessThan(0.1);
  });
});
