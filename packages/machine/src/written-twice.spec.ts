import fc from 'fast-check';
import { mayMeetItself } from './written-twice';

const meets = (shape: readonly number[], strides: readonly number[]) =>
  mayMeetItself({ dtype: 'int8', shape, strides });

it.each<[string, number[], number[], boolean]>([
  ['a scalar', [], [], false],
  ['one element, whatever the stride', [1, 1], [0, 0], false],
  ['side by side', [2, 3], [3, 1], false],
  ['with gaps, dimensions in any order', [3, 2], [4, 20], false],
  ['a stride of 0', [2, 3], [0, 1], true],
  ['rows one short of their length', [2, 3], [2, 1], true],
  ['two dimensions of one stride', [2, 2], [1, 1], true],
  ['three that fit in pairs only', [2, 2, 2], [3, 2, 1], true],
])('%s', (_, shape, strides, expected) => expect(meets(shape, strides)).toBe(expected));

it('lets no view pass that reaches an element twice', () => {
  const dim = fc.record({ size: fc.integer({ min: 1, max: 4 }), stride: fc.integer({ min: 0, max: 12 }) });
  fc.assert(
    fc.property(fc.array(dim, { maxLength: 4 }), (dims) => {
      let at = [0];
      for (const { size, stride } of dims)
        at = at.flatMap((base) => Array.from({ length: size }, (_, i) => base + i * stride));
      const shape = dims.map(({ size }) => size);
      if (
        !meets(
          shape,
          dims.map(({ stride }) => stride),
        )
      )
        expect(new Set(at).size).toBe(at.length);
    }),
  );
});
