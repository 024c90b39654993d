import { structureOf } from '../structure';
import { repGhostNet100, repGhostNet130, repGhostNet150, repGhostNet200 } from './rep-ghost-net';

describe('repGhostNet', () => {
  it.each([
    ['1.0', repGhostNet100, 4.1, 142],
    ['1.3', repGhostNet130, 5.5, 231],
    ['1.5', repGhostNet150, 6.6, 301],
    ['2.0', repGhostNet200, 9.8, 516],
  ])('%s times as wide has the parameters and operations of its paper', (_, build, millions, mega) => {
    const { parameters, macs } = structureOf(build());
    // The paper counts before merging: a second number of every normalised channel, and the shortcuts of the modules.
    expect(parameters / 1e6).toBeLessThan(millions);
    expect(parameters / 1e6).toBeGreaterThan(0.985 * millions);
    expect(Math.round(macs / 1e6)).toBe(mega);
  });

  it('has the parameters and operations of its export', () => {
    const { parameters, macs, operators } = structureOf(repGhostNet130());
    expect([parameters, macs]).toEqual([5_450_052, 231_123_652]);
    expect(operators).toMatchObject({ Add: 16, Conv: 95, HardSigmoid: 7, Mul: 7, ReduceMean: 7, Relu: 42 });
  });
});
