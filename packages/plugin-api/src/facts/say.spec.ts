import { say } from './say';

describe('say', () => {
  it.each([
    [7, '7'],
    [1 / 3, '0.3333'],
    ['nearest', 'nearest'],
    [undefined, 'none'],
    [[], '[]'],
    [[2, 3], '[2, 3]'],
    [
      [
        [1, 8, 4, 4],
        [1, 8, 1, 1],
      ],
      '[1, 8, 4, 4] and [1, 8, 1, 1]',
    ],
    [[[1, 8], []], '[1, 8] and []'],
  ])('%j as %s', (value, text) => expect(say(value)).toBe(text));
});
