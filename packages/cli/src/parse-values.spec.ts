import { budgetTimes } from '@openbpu/pipeline';
import { parseBudget, parseCount, parseDigits, parseEffort, parseShape } from './parse-values';

describe('parseCount', () => {
  it('reads a count', () => {
    expect([parseCount('1', '--threads'), parseCount('16', '--threads')]).toEqual([1, 16]);
  });

  it.each(['0', '-1', '1.5', 'all', '', '1e3', '9'.repeat(400)])('refuses "%s"', (text) => {
    expect(() => parseCount(text, '--threads')).toThrow(/CLI006.*--threads/);
  });
});

describe('parseShape', () => {
  it('reads 1x3x224x224', () => expect(parseShape('1x3X224x224', 'data')).toEqual([1, 3, 224, 224]));

  it.each(['', '1x', '0x3', '1,3,224', '?x3'])('refuses %j, naming the input', (text) => {
    expect(() => parseShape(text, 'data')).toThrow(/CLI003 error .*shape of "data"/);
  });
});

describe('parseBudget', () => {
  it('is a whole number of times the usual', () => {
    expect(parseBudget(undefined)).toEqual({});
    expect(parseBudget('3')).toEqual({ budget: budgetTimes(3) });
    for (const text of ['0', '-1', '1.5', 'x', '']) expect(() => parseBudget(text)).toThrow(/--budget/);
  });
});

describe('parseDigits', () => {
  it.each([
    ['0', 0],
    ['5', 5],
    ['05', 5],
    ['15', 15],
  ])('reads %s', (text, digits) => expect(parseDigits(text)).toBe(digits));

  it.each(['16', '-1', '1.5', '', 'x', '1e1', '100'])('refuses %j', (text) =>
    expect(() => parseDigits(text)).toThrow(/CLI085 error .*from 0 to 15/),
  );
});

describe('parseEffort', () => {
  it('reads 0 to 3', () => expect(['0', '1', '2', '3'].map(parseEffort)).toEqual([0, 1, 2, 3]));

  it.each(['4', '-1', '01', '1.5', '', 'x'])('refuses %j', (text) =>
    expect(() => parseEffort(text)).toThrow(/CLI098 error .*is 0, 1, 2 or 3/),
  );
});
