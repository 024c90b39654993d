import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { manyNames, namesIn, namesOrLists, oneName, truth, wholeNumber, wordsIn } from './debugger-values';
import { bound } from './normalise-arguments';

const refused = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof DiagnosticError) return `${error.diagnostics[0].code} ${error.diagnostics[0].message}`;
  }
  return 'nothing';
};

it('tells a file that a shell has put in place of a list', () => {
  const home = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'values-'));
  process.chdir(folder);
  try {
    expect(namesIn('a', '--nodes-list')).toEqual(['a']);
    writeFileSync('a', '');
    expect(refused(() => namesIn('a', '--nodes-list'))).toMatch(/^CLI093 --nodes-list is given "a"/);
    expect(refused(() => wordsIn('a', '--metrics'))).toContain('CLI093');
    expect(namesIn("['a']", '--nodes-list')).toEqual(['a']);
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  }
});

it.each([
  ['Conv_2', 'Conv_2'],
  ["'Conv_2'", 'Conv_2'],
  ["['Conv_2']", 'Conv_2'],
  ['None', undefined],
  [undefined, undefined],
])('one name: %s', (text, wanted) => expect(oneName(text, '--output-node')).toBe(wanted));

it.each(['[a,b]', '[]', '[[a]]', '[a'])('not one name: %s', (text) =>
  expect(refused(() => oneName(text, '--output-node'))).toBe(`CLI090 --output-node takes one name, not "${text}"`),
);

it.each([
  ['a', ['a']],
  ['[a,b]', ['a', 'b']],
  ["['None']", ['None']],
  ['none', undefined],
  ['a,b', ['a,b']],
])('names: %s', (text, wanted) => expect(namesIn(text, '--nodes-list')).toEqual(wanted));

it('refuses None where names have to be', () => {
  expect(manyNames('[a]', '--nodes-list')).toEqual(['a']);
  expect(refused(() => manyNames('None', '--nodes-list'))).toContain('CLI090 --nodes-list takes a name or a list');
});

it.each(['[]', '[[a]]', '[a,[b]]', '[a'])('not names: %s', (text) =>
  expect(refused(() => namesIn(text, '--nodes-list'))).toBe(
    `CLI090 --nodes-list takes a name or a list such as [Conv_2,Conv_9], not "${text}"`,
  ),
);

it.each([
  ['weight', ['weight']],
  ['[weight,activation]', ['weight', 'activation']],
  ['[[Conv_2],[Conv_2,Conv_90]]', [['Conv_2'], ['Conv_2', 'Conv_90']]],
  ['[a,[b,c]]', ['a', ['b', 'c']]],
  ['None', undefined],
])('names or lists: %s', (text, wanted) => expect(namesOrLists(text, '--quantize-node')).toEqual(wanted));

it.each(['[]', '[[]]', '[[[a]]]', '[[a],[]]', '[[a'])('neither names nor lists: %s', (text) =>
  expect(refused(() => namesOrLists(text, '--quantize-node'))).toContain('CLI090 --quantize-node takes names such as'),
);

it.each([
  ['mse', ['mse']],
  ['cosine-similarity,mse', ['cosine-similarity', 'mse']],
  ['[cosine-similarity,mse]', ['cosine-similarity', 'mse']],
  [undefined, undefined],
])('words: %s', (text, wanted) => expect(wordsIn(text, '--metrics')).toEqual(wanted));

it.each([
  ['True', true],
  ['true', true],
  ['1', true],
  ['False', false],
  ['0', false],
  ['None', false],
  [undefined, false],
])('truth: %s', (text, wanted) => expect(truth(text, '--verbose')).toBe(wanted));

it('refuses what is neither True nor False', () => {
  for (const text of ['yes', 'Truee', '2', ''])
    expect(refused(() => truth(text, '--verbose'))).toBe(`CLI091 --verbose takes True or False, not "${text}"`);
});

it.each([
  ['1', 1],
  ['5000', 5000],
  ['None', undefined],
  [undefined, undefined],
])('a whole number from 1 on: %s', (text, wanted) => expect(wholeNumber(text, '--data-num', 1)).toBe(wanted));

it('takes negative numbers where they may be', () => {
  expect(wholeNumber(bound('-1'), '--axis', -9)).toBe(-1);
  expect(refused(() => wholeNumber(bound('-1'), '--data-num', 1))).toBe(
    'CLI092 --data-num takes a whole number from 1 on, not "-1"',
  );
  for (const text of ['0', '1.5', 'ten', '1e3', '99999999999999999999'])
    expect(refused(() => wholeNumber(text, '--data-num', 1))).toContain('CLI092');
});
