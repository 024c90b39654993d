import fc from 'fast-check';
import { broadcastShapes, broadcastStrides, normalizeAxis, sizeOf, stridesOf } from './shape';

const dims = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 });

it('strides address every element once', () => {
  fc.assert(
    fc.property(dims, (shape) => {
      const last = shape.reduce((at, dim, i) => at + (dim - 1) * stridesOf(shape)[i], 0);
      expect(last).toBe(sizeOf(shape) - 1);
    }),
  );
});

it('broadcasting is symmetric and keeps a shape with itself and with a scalar', () => {
  fc.assert(
    fc.property(dims, dims, (a, b) => {
      expect(broadcastShapes(a, a)).toEqual(a);
      expect(broadcastShapes(a, [])).toEqual(a);
      const both = [() => broadcastShapes(a, b), () => broadcastShapes(b, a)].map((f) => {
        try {
          return f();
        } catch {
          return 'no';
        }
      });
      expect(both[0]).toEqual(both[1]);
    }),
  );
});

it('broadcast strides are zero on repeated dimensions', () => {
  expect(broadcastStrides([3, 1], [2, 3, 4])).toEqual([0, 1, 0]);
});

it('axes count from the end and stay inside', () => {
  expect(normalizeAxis(-1, 4)).toBe(3);
  expect(() => normalizeAxis(4, 4)).toThrow(RangeError);
  expect(() => normalizeAxis(-5, 4)).toThrow(RangeError);
});
