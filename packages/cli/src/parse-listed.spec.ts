import * as fc from 'fast-check';
import { type Listed, parseListed } from './parse-listed';

it.each<[string, Listed | undefined]>([
  ['Conv_2', 'Conv_2'],
  ["'Conv_2'", 'Conv_2'],
  ['"Conv_2"', 'Conv_2'],
  ['[cosine-similarity,mse]', ['cosine-similarity', 'mse']],
  ["['cosine-similarity','mse']", ['cosine-similarity', 'mse']],
  ['["a", "b"]', ['a', 'b']],
  ['[[Conv_2],[Conv_2,Conv_90]]', [['Conv_2'], ['Conv_2', 'Conv_90']]],
  ["[['Conv_2'], ['Conv_2', 'Conv_90']]", [['Conv_2'], ['Conv_2', 'Conv_90']]],
  ['(a, (b, c))', ['a', ['b', 'c']]],
  ['[a,]', ['a']],
  ['[]', []],
  ['[ ]', []],
  ['[[]]', [[]]],
  ['  [ a , b ]  ', ['a', 'b']],
  ['/model.0/conv/Conv', '/model.0/conv/Conv'],
  ['[/model.0/conv/Conv,317_HzCalibration]', ['/model.0/conv/Conv', '317_HzCalibration']],
  ['[blocks[1].conv,f(x)]', ['blocks[1].conv', 'f(x)']],
  ['[a[1,2],b]', ['a[1,2]', 'b']],
  ["['a,b','c]d']", ['a,b', 'c]d']],
  ["['it\\'s','back\\\\slash','C:\\dir']", ["it's", 'back\\slash', 'C:\\dir']],
  ["['']", ['']],
  ['[two words, b]', ['two words', 'b']],
  ['a,b', 'a,b'],
  ['', ''],
  ["'", "'"],
  ['[a', undefined],
  ['[a,b', undefined],
  ['[a]]', undefined],
  ['[a] b', undefined],
  ['[,]', undefined],
  ['[a,,b]', undefined],
  ["['a]", undefined],
  ["['a' b]", undefined],
  ['[[a]', undefined],
  ["['\\", undefined],
  ["'a'b'", undefined],
])('%s', (text, wanted) => expect(parseListed(text)).toEqual(wanted));

const names = fc.stringMatching(/^[\w./:-]+$/);
const lists = fc.array(fc.oneof(names, fc.array(names)));
const quoted = (item: Listed): string => (typeof item === 'string' ? `'${item}'` : `[${item.map(quoted).join(', ')}]`);
const bare = (item: Listed): string => (typeof item === 'string' ? item : `[${item.map(bare).join(',')}]`);

it('gives back what Python prints, and what a shell leaves of it', () => {
  fc.assert(
    fc.property(lists, (list) => {
      expect(parseListed(quoted(list))).toEqual(list);
      expect(parseListed(bare(list))).toEqual(list);
    }),
  );
});

it('ends on any text', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'[]()\'",\\ a') }), (text) => void parseListed(text)));
});
