import { RECIPE_KEYS } from '@openbpu/config';
import { Lane } from '@openbpu/runtime';
import { combinations, pairwise, titleOf } from './combinations';
import { REFUSED, ROWS } from './key-values';
import { settingsOf } from './recipe-text';
import { tryCombination, tryRow } from './try-combination';

const ALL = combinations();
const CHOSEN = pairwise(ALL);
const lane = new Lane({ isolated: true });
afterAll(() => lane.close());

it('is the full product of the keys of an input, each combination once', () => {
  expect(ALL).toHaveLength(456);
  expect(new Set(ALL.map(titleOf)).size).toBe(ALL.length);
  expect(CHOSEN.length).toBeLessThan(30);
});

it('writes every key of a recipe, and every word that a key can have', () => {
  const written = new Map<string, Set<string>>();
  const all = [...ALL.map((one) => ({ one, settings: {} })), ...ROWS, ...REFUSED];
  for (const { one, settings } of all)
    for (const [key, value] of Object.entries({ ...settingsOf(one), ...settings }))
      if (value !== undefined)
        for (const word of value.match(/[\w.]+/g) ?? [])
          (written.get(key) ?? written.set(key, new Set()).get(key))?.add(word);
  const missing = RECIPE_KEYS.flatMap(({ key, values }) => {
    const words = values.split(';')[0].split(', ');
    const listed = words.length > 1 && words.every((word) => /^\w+$/.test(word)) ? words : [];
    const found = written.get(key);
    return found ? listed.filter((word) => !found.has(word)).map((word) => `${key}: ${word}`) : [key];
  });
  expect(missing).toEqual([]);
});

it.each(CHOSEN.map((one) => [titleOf(one), one] as const))(
  '%s',
  async (_, one) => {
    expect(await tryCombination(one, lane)).toEqual([]);
  },
  300_000,
);

it.each(ROWS.map((row) => [row.title, row] as const))(
  '%s',
  async (_, row) => {
    expect(await tryRow(row, lane)).toEqual([]);
  },
  300_000,
);

it.each(REFUSED.map((row) => [row.title, row] as const))('%s is refused by name', async (title, row) => {
  const [problem, ...more] = await tryRow(row, lane);
  expect(more).toEqual([]);
  expect(problem).toMatch(/CFG010 .*cannot be used with march/s);
  expect(problem).toContain(title.split(':')[0]);
});
