import { explanationText } from './explanation-text';

const ONE = {
  group: 'compiler_parameters',
  key: 'jobs',
  summary: 'Threads.',
  values: '1 or more',
  example: '8',
  beside: { '--threads': 'goes before it' },
  ours: false,
  marches: [
    { march: 'a', board: 'Board A', verdict: 'refused', because: 'it has one' },
    { march: 'b', verdict: 'valid' },
  ],
} as const;

it('shows what there is, and an example that can be copied', () => {
  expect(explanationText(ONE).split('\n')).toEqual([
    'jobs, in compiler_parameters',
    '  Threads.',
    '',
    '  values            1 or more',
    '  default           none',
    '  required          no',
    '  a (Board A)       refused: it has one',
    '  b                 valid',
    '  beside --threads  goes before it',
    '',
    'compiler_parameters:',
    '  jobs: 8',
  ]);
});

it('shows a default, when it is required, and that it is ours', () => {
  const text = explanationText({ ...ONE, default: '4', marches: [], ours: true });
  expect(text).toMatch(/^ {2}default +4$/m);
  expect(text).toMatch(/^ {2}required +no, the default stands in for it$/m);
  expect(text).toMatch(/^ {2}vendor +unknown there/m);
  expect(explanationText({ ...ONE, required: 'always' })).toMatch(/^ {2}required +always$/m);
});
