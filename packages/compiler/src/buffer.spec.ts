import { stridesInMemory } from './buffer';

describe('stridesInMemory', () => {
  it('has the channels of an image side by side', () => {
    expect(stridesInMemory({ shape: [2, 3, 4, 5], layout: 'NHWC' })).toEqual([60, 1, 15, 3]);
  });

  it('is row-major for everything else', () => {
    expect(stridesInMemory({ shape: [2, 3, 4], layout: 'linear' })).toEqual([12, 4, 1]);
    expect(stridesInMemory({ shape: [], layout: 'linear' })).toEqual([]);
  });
});
