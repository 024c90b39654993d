import { DiagnosticError } from '@openbpu/diagnostics';
import type { Spelt } from './option-types';
import { KINDS, camelled, readOptions } from './read-options';

interface Options {
  readonly model_or_file: string;
  readonly data_num?: number | null;
  readonly nodes?: string | readonly string[] | null;
}
const OPTIONS = { model_or_file: 'model', data_num: 'number', nodes: 'names' } as const;
const read = (given: Spelt<Options>) => readOptions<Options>('f', given, OPTIONS, ['model_or_file']);

/** As callers without types may write it. */
function refused(given: object): string {
  try {
    readOptions<object>('f', given, OPTIONS, ['model_or_file']);
  } catch (error) {
    if (error instanceof DiagnosticError) {
      const [{ code, message, hint }] = error.diagnostics;
      return `${code} ${message}: ${hint}`;
    }
  }
  return 'nothing';
}

it('reads both spellings, and takes null for what is not given', () => {
  expect(read({ model_or_file: 'm', data_num: 2 })).toEqual({ model_or_file: 'm', data_num: 2 });
  expect(read({ modelOrFile: 'm', dataNum: 2, nodes: ['a'] })).toEqual({
    model_or_file: 'm',
    data_num: 2,
    nodes: ['a'],
  });
  expect(read({ model_or_file: 'm', data_num: null })).toEqual({ model_or_file: 'm' });
  expect(camelled('get_sensitivity_of_nodes')).toBe('getSensitivityOfNodes');
});

it('refuses options that are unknown, and says what was meant', () => {
  expect(refused({ model_or_file: 'm', data_nums: 1 })).toBe(
    'API001 f has no option "data_nums": did you mean "data_num"?',
  );
  expect(refused({ model_or_file: 'm', xyz: 1 })).toBe(
    'API001 f has no option "xyz": it has model_or_file, data_num, nodes',
  );
  expect(refused({ model_or_file: 'm', toString: 1 })).toContain('API001');
});

it('refuses an option that is given twice', () => {
  expect(refused({ model_or_file: 'm', modelOrFile: 'm' })).toBe(
    'API002 f is given model_or_file and modelOrFile, which are one option: keep model_or_file',
  );
});

it('refuses what is missing', () => {
  const takes = 'the path of a file or its bytes';
  const says = `API003 f takes ${takes} as model_or_file: give model_or_file: ${takes}`;
  for (const given of [{}, { model_or_file: null }, { model_or_file: undefined }]) expect(refused(given)).toBe(says);
  expect(refused({ modelOrFile: null })).toContain('as modelOrFile');
});

it.each<[keyof typeof KINDS, readonly unknown[], readonly unknown[]]>([
  ['text', ['a'], ['', 1, ['a']]],
  ['model', ['a', new Uint8Array(1), Buffer.from('a')], ['', 1, new Float32Array(1)]],
  ['names', ['a', ['a'], ['a', 'b']], ['', [], [''], [['a']], [1], 1]],
  ['lists', ['a', ['a'], [['a'], 'b'], [['a', 'b']]], ['', [], [[]], [[['a']]], [1]]],
  ['number', [0, -1, 2 ** 40], [1.5, NaN, Infinity, '1']],
  ['count', [1, 99], [0, -1, 1.5, '1']],
  ['effort', [0, 1, 2, 3], [4, -1, 1.5, '1', true]],
  ['truth', [true, false], ['True', 1, 0]],
  ['function', [() => 0], ['f', {}]],
  ['signal', [new AbortController().signal], [{}, new AbortController()]],
])('knows %s', (kind, good, bad) => {
  for (const value of good) expect([value, KINDS[kind].is(value)]).toEqual([value, true]);
  for (const value of bad) expect([value, KINDS[kind].is(value)]).toEqual([value, false]);
});
