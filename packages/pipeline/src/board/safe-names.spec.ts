import * as fc from 'fast-check';
import { SafeNames } from './safe-names';

it('keeps what is safe, letters of all languages among it', () => {
  const names = new SafeNames();
  expect(['mobilenetv1_224x224_nv12', 'v1.0+x-y', 'é日本'].map((name) => names.of(name))).toEqual([
    'mobilenetv1_224x224_nv12',
    'v1.0+x-y',
    'é日本',
  ]);
});

it.each([
  ['a/b', 'a_b'],
  ['a\\b:c;d e', 'a_b_c_d_e'],
  ['..', '_'],
  ['../../etc/passwd', '__.._etc_passwd'],
  ['.hidden', '_hidden'],
  ['-r', '_r'],
  ['', '_'],
  ['a\u0000b\nc', 'a_b_c'],
  ['e\u0301', 'é'],
])('makes %j %j', (name, safe) => expect(new SafeNames().of(name)).toBe(safe));

it('gives each once, in any case, beside what is reserved', () => {
  const names = new SafeNames(['temp']);
  expect(['a/b', 'a:b', 'A_B', 'a_b_2', 'Temp'].map((name) => names.of(name))).toEqual([
    'a_b',
    'a_b_2',
    'A_B_3',
    'a_b_2_2',
    'Temp_2',
  ]);
});

it('shortens long names without cutting a character, and keeps them apart', () => {
  const names = new SafeNames();
  const [a, b] = [names.of(`${'日'.repeat(200)}a`), names.of(`${'日'.repeat(200)}b`)];
  expect(a).toMatch(/^日{37}_[0-9a-f]{8}$/);
  expect(a).not.toBe(b);
  expect(names.of('x'.repeat(120))).toBe('x'.repeat(120));
  expect(names.of('x'.repeat(121))).toMatch(/^x{111}_[0-9a-f]{8}$/);
});

it('makes a name of one folder of whatever it is given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const safe = new SafeNames().of(name);
      expect(safe).toMatch(/^[\p{L}\p{N}\p{M}_+][\p{L}\p{N}\p{M}._+-]*$/u);
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(120);
    }),
  );
});
