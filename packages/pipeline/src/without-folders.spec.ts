import { sep } from 'node:path';
import { withoutFolders } from './without-folders';

const folder = ['', 'home', 'me'].join(sep);
const file = `${folder}${sep}net${sep}a.prototxt`;

it('tells paths from the folder on, wherever they stand', () => {
  const [told] = withoutFolders(
    [
      {
        code: 'ABC001',
        severity: 'warning',
        message: `"${file}" is odd`,
        hint: `see ${file}`,
        at: { name: file, file, line: 3 },
        facts: { file, list: [file], n: 1, nothing: null },
      },
    ],
    [folder, `${folder}${sep}net`],
  );
  expect(told).toEqual({
    code: 'ABC001',
    severity: 'warning',
    message: '"a.prototxt" is odd',
    hint: 'see a.prototxt',
    at: { name: 'a.prototxt', file: 'a.prototxt', line: 3 },
    facts: { file: 'a.prototxt', list: ['a.prototxt'], n: 1, nothing: null },
  });
});

it('takes a folder with and without a separator behind it for the same', () => {
  const diagnostic = { code: 'ABC001', severity: 'note', message: file, facts: {} } as const;
  for (const given of [folder, folder + sep])
    expect(withoutFolders([diagnostic], [given])[0].message).toBe(`net${sep}a.prototxt`);
});

it('leaves other text alone', () => {
  const diagnostic = { code: 'ABC001', severity: 'note', message: `${sep}home${sep}meadow`, facts: {} } as const;
  expect(withoutFolders([diagnostic], [folder])).toEqual([diagnostic]);
});
