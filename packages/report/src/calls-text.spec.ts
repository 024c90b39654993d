import { callsText } from './calls-text';

it('says how many there are, how long the longest, and what is allowed', () => {
  expect(callsText({ count: 1, longestUs: 123 })).toBe('one of 123 µs');
  expect(callsText({ count: 1, longestUs: 123, limitUs: 2000 })).toBe('one of 123 µs, and 2 ms allowed');
  expect(callsText({ count: 4, longestUs: 1500 })).toBe('4, the longest 1.5 ms');
  expect(callsText({ count: 0, longestUs: 0 })).toBe('none');
});
