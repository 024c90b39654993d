import { evaluate } from './evaluate';
import { parseExpression } from './expression';

const scope = new Map<string, unknown>([
  ['h', 6],
  ['w', 4],
  ['pads', [0, 1, 2, 3]],
  ['attr', 'nearest'],
]);

it.each([
  ['h * w <= 24', true],
  ['h * w < 24', false],
  ['h - w > 2 || w / 4 !== 1', false],
  ['h % w === 2 && w >= 4', true],
  ['[h, w].every(x => x >= 4 && x <= 6)', true],
  ['[h, w].some(x => x > 6)', false],
  ['[2, 6].includes(h)', true],
  ['pads.slice(1).every(p => p > 0)', true],
  ['pads[2] + 1', 3],
  ['h > 5 ? w : 0', 4],
  ["!(attr === 'nearest')", false],
  ['Math.min(h, w) + Math.max(h, w)', 10],
  ['within(h, 1, 6) && !within(h, 7, 9)', true],
])('%s is %s', (text, value) => {
  expect(evaluate(parseExpression(text), scope)).toBe(value);
});

it.each(['nothing > 1', 'isPow2(h)', 'h.every(x => x)', 'pads.map(p => p)'])('does not know %s', (text) => {
  expect(() => evaluate(parseExpression(text), scope)).toThrow(ReferenceError);
});
