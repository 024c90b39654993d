import { float32, tensorType } from '@openbpu/tensor';
import { inferBinary, mapBinary } from './binary';

describe('inferBinary', () => {
  it('broadcasts two float32 tensors', () => {
    expect(inferBinary('Max', [tensorType('float32', [2, 1]), tensorType('float32', [3])])).toEqual(
      tensorType('float32', [2, 3]),
    );
    expect(() => inferBinary('Max', [tensorType('float32', [2]), tensorType('int8', [2])])).toThrow(
      'Max takes two float32 tensors, not float32 and int8',
    );
    expect(() => inferBinary('Max', [tensorType('float32', [2])])).toThrow('nothing');
    expect(() => inferBinary('Max', [tensorType('float32', [2]), tensorType('float32', [3])])).toThrow(RangeError);
  });
});

describe('mapBinary', () => {
  it('calls the function once per element and rounds once', () => {
    const seen: [number, number][] = [];
    const y = mapBinary([float32([2, 1], [1, 2]), float32([2], [10, 20])], (a, b) => {
      seen.push([a, b]);
      return a + b + 1e-12;
    });
    expect(y).toEqual(float32([2, 2], [11, 21, 12, 22]));
    expect(seen).toEqual([
      [1, 10],
      [1, 20],
      [2, 10],
      [2, 20],
    ]);
  });
});
