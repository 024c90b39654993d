import { Kept } from './testing/kept';
import { debugSource, showFindings, whatIsGiven } from './debugger-source';
import { EventPrinter } from './terminal';

it('gives the model and the data, and what else is given', () => {
  const { signal } = new AbortController();
  expect(debugSource({ modelOrFile: 'm', data: 'd' }, signal)).toEqual({ model: 'm', data: 'd', signal });
  expect(debugSource({ modelOrFile: 'm', data: 'd', threads: '2', customOps: ['a.ts'] }, signal)).toEqual({
    model: 'm',
    data: 'd',
    signal,
    threads: 2,
    customOps: ['a.ts'],
  });
  expect(() => debugSource({ modelOrFile: 'm', data: 'd', threads: '0' }, signal)).toThrow(/--threads/);
});

it('leaves out what has no value', () => {
  expect(whatIsGiven({ a: 1, b: undefined, c: null, d: false, e: '' })).toEqual({ a: 1, c: null, d: false, e: '' });
});

it('prints tables as they are, files up to a dozen, and pages last', () => {
  const shown = (files: readonly string[]) => {
    const [stdout, stderr] = [new Kept(), new Kept()];
    const printer = new EventPrinter({ stdout, stderr, json: false });
    showFindings({ table: ['== t ==', 'a  1'], files, notes: ['a note'], toJSON: () => null }, printer);
    return stdout.text
      .replaceAll(/^\d{4}-\S+ \S+ /gm, '')
      .trimEnd()
      .split('\n');
  };
  const pictures = (count: number) => Array.from({ length: count }, (_, i) => `${i}.png`);
  expect(shown(['p.html', '0.png'])).toEqual([
    '== t ==',
    'a  1',
    'INFO a note',
    'INFO wrote 0.png',
    'INFO open p.html',
  ]);
  expect(shown(pictures(12))).toHaveLength(3 + 12);
  expect(shown([...pictures(13), 'p.html']).slice(3)).toEqual([
    'INFO wrote 13 files beside the page',
    'INFO open p.html',
  ]);
});
