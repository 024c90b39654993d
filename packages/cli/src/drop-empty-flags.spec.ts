import { dropEmptyFlags } from './drop-empty-flags';

const ARITY = new Map([
  ['--model', 1],
  ['--input-shape', 2],
  ['--json', 0],
]);

it.each([
  [
    ['checker', '--model', '', '--json'],
    ['checker', '--json'],
  ],
  [
    ['checker', '--model', 'm', '--input-shape', '', ''],
    ['checker', '--model', 'm'],
  ],
  [
    ['checker', '--input-shape', '', '1x3', '--model', 'm'],
    ['checker', '--input-shape', '', '1x3', '--model', 'm'],
  ],
  [
    ['checker', '', '--model', '--json', '--other', ''],
    ['checker', '', '--model', '--json', '--other', ''],
  ],
  [
    ['checker', '--model'],
    ['checker', '--model'],
  ],
])('%j', (given, kept) => expect(dropEmptyFlags(given, ARITY)).toEqual(kept));
