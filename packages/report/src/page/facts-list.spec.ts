import { factsList } from './facts-list';

it('lists what has a value, escaped', () => {
  expect(
    factsList([
      ['march', '<b>'],
      ['none', undefined],
      ['zero', 0],
    ]).text,
  ).toBe('<dl><div><dt>march</dt><dd>&lt;b&gt;</dd></div><div><dt>zero</dt><dd>0</dd></div></dl>');
});
