import { byteSize, clipped, cosineText, duration, grouped, metric, percent, real } from './figures';

it('groups thousands', () => {
  expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']);
});

it('scales to units, and rounds before it chooses one', () => {
  expect([0, 999, 999.9, 1000, 12_510_848, 569e6, 4.1e9, 9e15].map(metric)).toEqual([
    '0',
    '999',
    '1 k',
    '1 k',
    '12.5 M',
    '569 M',
    '4.1 G',
    '9000 T',
  ]);
  expect([0, 1023, 1024, 86528, 3_500_000].map(byteSize)).toEqual(['0 B', '1023 B', '1 KiB', '84.5 KiB', '3.34 MiB']);
  expect([0, 12.345, 1234.5, 2e6].map(duration)).toEqual(['0 µs', '12.3 µs', '1.23 ms', '2 s']);
});

it('never calls almost all all, nor almost nothing nothing', () => {
  expect([0, 0.00001, 0.0005, 0.5, 0.9994, 0.99999, 1].map(percent)).toEqual([
    '0.0 %',
    '< 0.1 %',
    '0.1 %',
    '50.0 %',
    '99.9 %',
    '> 99.9 %',
    '100.0 %',
  ]);
});

it('prints what is absent as --', () => {
  expect([real(null), real(undefined), real(127), real(0.00068066123), real(1e-9)]).toEqual([
    '--',
    '--',
    '127',
    '0.000680661',
    '1e-9',
  ]);
  expect([cosineText(null), cosineText(0.99999999), cosineText(-1)]).toEqual(['--', '1.000000', '-1.000000']);
});

it('takes the middle out of long texts', () => {
  expect(clipped('abcdef', 6)).toBe('abcdef');
  expect(clipped('abcdefghij', 7)).toBe('ab…ghij');
  expect(clipped('x'.repeat(1e5), 200)).toHaveLength(200);
});
