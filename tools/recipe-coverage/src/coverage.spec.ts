import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECIPE_KEYS } from '@openbpu/config';
import { MARCHES, Observer, cellOf, keysWithEffects, rowsOf } from './coverage';
import { EFFECTS } from './effects';
import { differences } from './observe';
import { verdictText } from './page';

const PAGE = readFileSync(join(__dirname, '../../../docs/generated/recipe-coverage.md'), 'utf8');
const observer = new Observer();

it('has a row for every key, which sets that key and no other in one of the two recipes only', () => {
  expect(Object.keys(EFFECTS)).toEqual(RECIPE_KEYS.map(({ key }) => key));
  for (const [key, { set, against = {} }] of Object.entries(EFFECTS)) {
    for (const own of [set, against]) expect([key, ...Object.keys(own).filter((name) => name !== key)]).toEqual([key]);
    if (key !== 'march') expect(Object.keys(set)).toEqual([key]);
  }
});

it('holds two recipes of one march against each other, but for the march itself', () => {
  const { set, against } = rowsOf('march', 'bayes', EFFECTS.march);
  expect([set.one.march, against.one.march, against.settings.march]).toEqual(['bayes', 'bayes', 'bernoulli2']);
});

it('tells what differs, and nothing else where one is refused', () => {
  const a = new Map(Object.entries({ outcome: 'converted', x: '1', y: '2' }));
  expect(differences(a, a)).toEqual([]);
  expect(differences(a, new Map([...a, ['y', '3']]))).toEqual(['y']);
  expect(differences(a, new Map([['outcome', 'refused, CFG001']]))).toEqual([
    'outcome: converted, not refused, CFG001',
  ]);
});

describe.each(keysWithEffects().map(([row, effect]) => [row.key, row, effect] as const))('%s', (key, row, effect) => {
  const cells = MARCHES.map((march) => cellOf(row, march, effect));

  it('changes an artifact or a number on the first march that has it', async () => {
    const cell = cells.find(({ verdict }) => verdict.startsWith('valid'));
    expect(await observer.effect(key, cell?.march ?? '', effect)).not.toEqual([]);
  }, 120_000);

  /** When this fails: node tools/recipe-coverage/dist/run.js */
  it('stands on the page as the parser judges it, with an effect wherever it is valid', () => {
    const line = PAGE.split('\n').find((each) => each.startsWith(`| \`${key}\` |`)) ?? '';
    const written = line.split(' | ').slice(1);
    expect(written).toHaveLength(cells.length);
    for (const [i, cell] of cells.entries()) {
      const [verdict, ...changes] = written[i].replace(/ \|$/, '').split(/: (.*)/);
      expect(verdict).toBe(verdictText(cell));
      expect(changes.length > 0).toBe(cell.verdict.startsWith('valid'));
    }
  });
});
