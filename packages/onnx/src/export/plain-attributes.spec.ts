import { attributeValue } from '../proto/attribute';
import { plainAttributes } from './plain-attributes';

const op = { name: 'Op', realAttrs: ['alpha', 'scales'] };

describe('plainAttributes', () => {
  it('tells floats from integers by the op, not by the number', () => {
    const attributes = plainAttributes(
      op,
      { alpha: 1, axis: 1, scales: [1, 2], pads: [], keepdims: true, mode: 'x', names: ['a'], none: undefined },
      { pads: 'padding' },
    );
    expect(attributes.map(({ name, type }) => [name, type])).toEqual([
      ['alpha', 1],
      ['axis', 2],
      ['scales', 6],
      ['padding', 7],
      ['keepdims', 2],
      ['mode', 3],
      ['names', 8],
    ]);
    expect(attributes.map(attributeValue)).toEqual([1, 1, [1, 2], [], 1, 'x', ['a']]);
  });

  it('refuses what ONNX has no attribute for', () => {
    expect(() => plainAttributes(op, { nested: { a: 1 } })).toThrow('nested of Op');
  });
});
