import { dataTable, factsList } from './blocks';

describe('factsList', () => {
  it('lists what has a value, escaped', () => {
    expect(
      factsList([
        ['march', '<b>'],
        ['none', undefined],
        ['zero', 0],
      ]).text,
    ).toBe('<dl><div><dt>march</dt><dd>&lt;b&gt;</dd></div><div><dt>zero</dt><dd>0</dd></div></dl>');
  });
});

describe('dataTable', () => {
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
});
