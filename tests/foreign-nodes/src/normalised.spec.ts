import { Lane } from '@openbpu/runtime';
import { drawNode } from './campaign';
import { normalised } from './makers/normalised';
import { described, tryNode } from './try-node';

/** How many models of each family are drawn; a long series: OPENBPU_RUNS=500. */
const RUNS = Number(process.env.OPENBPU_RUNS ?? 60);

const NORMALISATION = /Normalization$/;
/** What a normalisation is written with; a scale that fits no operator stays behind it. */
const PARTS = ['ReduceMean', 'Sub', 'Pow', 'Sqrt', 'Div', 'Reciprocal', 'Max', 'Clip', 'Expand'];

let lane: Lane;
beforeAll(() => void (lane = new Lane()));
afterAll(() => lane.close());

it.each(Object.keys(normalised))('%s is one node, whatever its spelling, and means the same', async (kind) => {
  let seen = 0;
  for (let seed = 0; seed < RUNS; seed++) {
    const drawn = drawNode(kind, seed);
    const outcome = drawn && (await tryNode(drawn, lane));
    if (!drawn || outcome?.kind === 'invalid') continue;
    expect([outcome?.kind, described(drawn)]).toEqual(['agrees', described(drawn)]);
    if (outcome?.kind !== 'agrees' || drawn.feeds.size === 0) continue;
    const { tidied } = outcome;
    const norms = tidied.filter((op) => NORMALISATION.test(op)).length;
    const parts = tidied.filter((op) => PARTS.includes(op));
    expect({ norms, parts, drawn: described(drawn) }).toEqual({ norms: 1, parts: [], drawn: described(drawn) });
    seen++;
  }
  expect(seen).toBeGreaterThan(RUNS / 4);
});
