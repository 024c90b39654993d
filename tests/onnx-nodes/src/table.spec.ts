import type { Tried } from './campaign';
import { casesPage } from './page';
import { cellsOf, tableOf, textOf, totalOf } from './table';

const TRIED: readonly Tried[] = [
  { id: 'relu', operator: 'Relu', outcome: { kind: 'own', folded: false } },
  { id: 'abs_b', operator: 'Abs', outcome: { kind: 'own', folded: true } },
  { id: 'abs_a', operator: 'Abs', outcome: { kind: 'own', folded: false } },
  { id: 'abs_c', operator: 'Abs', outcome: { kind: 'refused', code: 'RUN005', why: '' } },
  { id: 'abs_d', operator: 'Abs', outcome: { kind: 'refused', code: 'IMO006', why: '' } },
  { id: 'abs_e', operator: 'Abs', outcome: { kind: 'refused', code: 'IMO006', why: '' } },
  { id: 'abs_f', operator: 'Abs', outcome: { kind: 'wrong', why: 'x' } },
  { id: 'relu_b', operator: 'Relu, expanded', outcome: { kind: 'fragment', opTypes: ['Max'] } },
];

it('counts by operator, in the order of names', () => {
  expect(tableOf(TRIED).map(cellsOf)).toEqual([
    ['Abs', 'bpu', '6', '1', '1', '', '2 IMO006, 1 RUN005', '1'],
    ['Relu', 'bpu', '1', '1', '', '', '', ''],
    ['Relu, expanded', '', '1', '', '', '1', '', ''],
  ]);
  expect(totalOf(TRIED)).toMatchObject({ cases: 8, own: 3, folded: 1, fragment: 1, wrong: 1 });
  expect(totalOf([])).toMatchObject({ cases: 0, refused: {} });
});

it('prints columns', () => {
  const [head, abs] = textOf(tableOf(TRIED)).split('\n');
  expect(head.indexOf('Cases')).toBe(abs.indexOf('6'));
  expect(head).not.toMatch(/\s$/);
});

it('writes a page that names what is not computed by us alone', () => {
  const page = casesPage(TRIED);
  expect(page).toContain('\n| bpu | 7 | 2 | 1 |  | 2 IMO006, 1 RUN005 | 1 |\n');
  expect(page).toContain('\n| Abs | `abs_b` | own as constants |\n');
  expect(page).toContain('\n| Abs | `abs_c` | RUN005 |\n');
  expect(page).not.toContain('`abs_a`');
  expect(casesPage(TRIED)).toBe(page);
});
