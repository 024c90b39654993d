import { oneOf, size, text, whole } from './flag-readers';

it('reads what is right', () => {
  expect(text('')).toBe('');
  expect(whole(0)('0')).toBe(0);
  expect(whole(1)('224')).toBe(224);
  expect(oneOf(['rgb', 'bgr'])('bgr')).toBe('bgr');
  expect(size('224x192')).toEqual({ height: 224, width: 192 });
});

it.each(['', '-1', '1.5', '1e3', ' 2', 'x', '9'.repeat(20)])('refuses "%s" as a whole number', (value) => {
  expect(() => whole(0)(value)).toThrow(/whole number from 0/);
});

it('refuses other words, sizes and small numbers', () => {
  expect(() => whole(1)('0')).toThrow(/from 1 up/);
  expect(() => oneOf(['rgb', 'bgr'])('RGB')).toThrow(/expected rgb, bgr/);
  for (const value of ['224', '0x4', '2x', '1x2x3']) expect(() => size(value)).toThrow(/224x224/);
});
