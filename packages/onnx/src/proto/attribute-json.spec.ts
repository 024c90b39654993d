import { float32 } from '@openbpu/tensor';
import * as fc from 'fast-check';
import {
  floatAttribute,
  floatsAttribute,
  intAttribute,
  intsAttribute,
  stringAttribute,
  stringsAttribute,
  tensorAttribute,
} from './attribute';
import { type Json, attributesFromJson, attributesToJson } from './attribute-json';
import type { AttributeProto } from './model';
import { writeTensor } from './write-tensor';

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const real = fc.oneof(fc.float(), fc.constantFrom(-0, NaN, Infinity));
const any: fc.Arbitrary<AttributeProto> = fc.oneof(
  int64.map((value) => intAttribute('a', value)),
  fc.array(int64).map((values) => intsAttribute('a', values)),
  real.map((value) => floatAttribute('a', value)),
  fc.array(real).map((values) => floatsAttribute('a', values)),
  fc.string().map((value) => stringAttribute('a', value)),
  fc.array(fc.string()).map((values) => stringsAttribute('a', values)),
  fc.uint8Array().map((s) => ({ ...stringAttribute('a', ''), s })),
  fc.constant(tensorAttribute('a', writeTensor('t', float32([2], [NaN, -0])))),
);

describe('attributes as JSON', () => {
  it('come back as they were, through text', () => {
    fc.assert(
      fc.property(any, (attribute) =>
        expect(attributesFromJson(JSON.parse(JSON.stringify(attributesToJson([attribute]))))).toEqual([attribute]),
      ),
      { numRuns: 500 },
    );
  });

  it('are plain where they can be', () => {
    const attributes = [
      intAttribute('i', 3),
      floatAttribute('f', 3),
      stringAttribute('s', 'x'),
      intsAttribute('n', []),
      floatsAttribute('fs', [1, 2]),
    ];
    expect(attributesToJson(attributes)).toEqual({ i: 3, f: { float: 3 }, s: 'x', n: [], fs: { floats: [1, 2] } });
  });

  it.each([intAttribute('a', 3), floatAttribute('a', 0.5), floatsAttribute('a', [0.5]), stringAttribute('a', 'x')])(
    '%# without a type, as old files have them, are kept as they are',
    ({ type: _, ...untyped }) => {
      const json = attributesToJson([untyped]);
      expect(json).toEqual({ a: { proto: expect.any(String) } });
      expect(attributesFromJson(json)).toEqual([untyped]);
    },
  );

  it('refuse what is no attribute', () => {
    const others: readonly Json[] = [
      null,
      true,
      [true],
      ['x', 1],
      {},
      { float: '1' },
      { floats: [null] },
      { proto: 1 },
    ];
    for (const value of others)
      expect(() => attributesFromJson({ a: value })).toThrow(
        new TypeError(`${JSON.stringify(value)} is no value of attribute a`),
      );
    expect(() => attributesFromJson({ a: { proto: 'AAAA' } })).toThrow('ONX001');
  });
});
