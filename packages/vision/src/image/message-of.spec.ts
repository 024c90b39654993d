import { runInNewContext } from 'node:vm';
import { messageOf } from './message-of';

it('takes the first line of an error, of any realm', () => {
  expect(messageOf(new Error(' damaged \nand more'))).toBe('damaged');
  expect(messageOf(runInNewContext("new Error('foreign')"))).toBe('foreign');
});

it('makes do with anything', () => {
  expect(messageOf('text')).toBe('text');
  expect(messageOf(null)).toBe('null');
  expect(messageOf(undefined)).toBe('undefined');
});
