import { sumPlanes } from './whole-plane';

describe('sumPlanes', () => {
  it('has a window as large as the plane and the bounds of the type', () => {
    expect(sumPlanes('x', 'y', 'm', 7, 5, 'int16')).toMatchObject({
      fn: 'sum',
      kernel: [7, 5],
      pads: [0, 0, 0, 0],
      low: -32768,
      high: 32767,
    });
    expect(sumPlanes('x', 'y', 'm', 7, 5, 'int8')).toMatchObject({ low: -128, high: 127 });
  });
});
