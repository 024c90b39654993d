import { combinations, pairwise, titleOf } from './combinations';
import { tryCombination } from './try-combination';

const ALL = combinations();
const CHOSEN = pairwise(ALL);

it('is the full product of the keys of an input, each combination once', () => {
  expect(ALL).toHaveLength(300);
  expect(new Set(ALL.map(titleOf)).size).toBe(ALL.length);
  expect(CHOSEN.length).toBeLessThan(30);
});

/** Every ninth of the selection; `run-campaign.js` tries all. */
const TRIED = CHOSEN.filter((_, i) => i % 9 === 0).map((one) => [titleOf(one), one] as const);

it.each(TRIED)(
  '%s',
  async (_, one) => {
    expect(await tryCombination(one)).toEqual([]);
  },
  300_000,
);
