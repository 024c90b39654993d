import { dataTable } from './data-table';

it('marks columns of numbers in head and body', () => {
  const { text } = dataTable(
    ['name', '#bytes'],
    [
      ['<a>', 1],
      ['b', '2'],
    ],
  );
  expect(text).toContain('<th>name</th><th class="num">bytes</th>');
  expect(text).toContain('<tr><td>&lt;a&gt;</td><td class="num">1</td></tr>');
  expect(text.match(/<tr>/g)).toHaveLength(3);
});
