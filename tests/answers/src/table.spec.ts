import { HEAD, cellsOf, lineOf } from './table';

const net = {
  name: 'net',
  by: 'F1',
  pictures: 64,
  agreement: 0.91234,
  drop: { points: 1.234, low: -0.5, high: 3 },
  worst: { output: 'y', cosine: 0.987654321 },
};

it('has percent and points, and a dot where nothing is known', () => {
  const cells = ['net', 'F1', '64', '.', '.', '91.23', '1.23', '-0.50 .. 3.00', '0.98765', 'y'];
  expect(cellsOf(net)).toEqual(cells);
  expect(cells).toHaveLength(HEAD.length);
  expect(cellsOf({ ...net, float: 0.5, quantised: 0.25 }).slice(3, 5)).toEqual(['50.00', '25.00']);
});

it('lines columns up', () => {
  const [head, line] = [lineOf(HEAD), lineOf(cellsOf(net))];
  for (const [cell, title] of [
    ['91.23', 'agreement'],
    ['0.98765', 'cosine'],
  ])
    expect(line.indexOf(cell)).toBe(head.indexOf(title));
  expect(line.endsWith('0.98765   y')).toBe(true);
});
