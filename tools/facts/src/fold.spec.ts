import { parseExpression } from './expression';
import { fold } from './fold';

const folded = (text: string) => fold(parseExpression(text), { rank: 4, flavor: 'p' });

describe('fold', () => {
  it.each([
    ['rank === 4', 'true'],
    ['rank === 5 || a', 'a'],
    ['a && rank === 4', 'a'],
    ['a && rank === 5', 'false'],
    ['!(rank >= 5)', 'true'],
    ["flavor === 'p' ? a : b", 'a'],
    ["flavor !== 'p' ? a : b", 'b'],
    ['[4, 5].includes(rank)', 'true'],
    ['within(rank, 5, 6)', 'false'],
    ['[rank, a].every(x => x > rank)', '[4, a].every(x => x > 4)'],
    ['a.b[rank] < c', 'a.b[4] < c'],
    ['a * 2 <= c', 'a * 2 <= c'],
  ])('%s becomes %s', (text, expected) => expect(folded(text)).toEqual(parseExpression(expected)));
});
