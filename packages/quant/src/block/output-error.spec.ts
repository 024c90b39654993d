import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool } from '@openbpu/runtime';
import { watchSessions } from '../sessions.fixture';
import { randomSamples, residual, wideThresholds } from './block.fixture';
import { outputError } from './output-error';

const graph = residual();
const plain = wideThresholds(graph);

it('is small for what is close, and larger the more is off, on any number of lanes', async () => {
  const found = [];
  for (const count of [1, 3]) {
    const lanes = new LanePool(count);
    const watched = watchSessions(lanes);
    const error = outputError(graph, randomSamples(3), lanes);
    const off = (by: number) => ({ ...plain, corrections: new Map([['four', Float32Array.of(by, 0, 0, 0)]]) });
    found.push([await error(plain), await error(off(0.5)), await error(off(2))]);
    expect([watched.models.length, watched.open]).toEqual([4, 0]);
    await lanes.close();
  }
  const [few, more, most] = found[0];
  expect(few).toBeGreaterThan(0);
  expect(few).toBeLessThan(0.01);
  expect(more).toBeGreaterThan(few);
  expect(most).toBeGreaterThan(more);
  expect(found[1]).toEqual(found[0]);
});

it('is no number without samples, or where no output tells', async () => {
  const lanes = new LanePool(1);
  expect(await outputError(graph, [], lanes)(plain)).toBeNaN();
  const whole = parseGraph('input x: int32[2]\na: y = Identity(x) cpu "no"\noutput y', standardOps(), 'optimized');
  const none = { activations: new Map<string, number>(), weights: new Map<string, never>() };
  expect(await outputError(whole, [new Map()], lanes)(none)).toBeNaN();
  await lanes.close();
});
