import fc from 'fast-check';
import { canonicalJson, nestingOf } from './canonical-json';

it('sorts keys and leaves out what is undefined', () => {
  expect(canonicalJson({ b: [1, { d: null, c: undefined }], a: 'ü"' })).toBe('{"a":"ü\\"","b":[1,{"d":null}]}');
});

it('is JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) =>
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value))),
    ),
  );
});

it('refuses what JSON cannot carry', () => {
  for (const value of [NaN, Infinity, 1n, () => 1, new Map(), new Uint8Array(1), undefined])
    expect(() => canonicalJson({ a: [value] })).toThrow(TypeError);
});

it('measures nesting, not brackets in texts', () => {
  expect(nestingOf('{"a":["]}[[[[",{"b\\"[":1}]}')).toBe(3);
  expect(nestingOf('1')).toBe(0);
});
