import { Attributes } from '../../graph/attributes';
import type { ImportNode } from '../../graph/import-node';
import { type Attribute, node as proto } from '../../model.fixture';
import fc from 'fast-check';
import { extentOf, roundedUp, windowOf } from './window';

function site(attributes: Record<string, Attribute>): ImportNode {
  const built = proto('MaxPool', [], [], attributes);
  const origin = { name: 'n', kind: 'MaxPool' };
  return {
    name: 'n',
    opType: 'MaxPool',
    opset: 13,
    inputs: [],
    outputs: [],
    usedOutputs: 1,
    attributes: new Attributes(built, origin),
    origin,
    proto: built,
  };
}

const places = fc.record({
  size: fc.integer({ min: 1, max: 40 }),
  kernel: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 4 }),
  dilation: fc.integer({ min: 1, max: 3 }),
  pad: fc.integer({ min: 0, max: 3 }),
});

it('says what the input has where the kernel has more or fewer numbers', () => {
  expect(() => windowOf(site({}), [], [3, 3])).toThrow(
    /attribute kernel_shape has 2 numbers, and its input has 0 behind its channels/,
  );
});

it('makes SAME give the size over the stride, rounded up', () => {
  fc.assert(
    fc.property(places, fc.constantFrom('SAME_UPPER', 'SAME_LOWER'), ({ size, kernel, stride, dilation }, auto_pad) => {
      const window = windowOf(site({ auto_pad, strides: [stride], dilations: [dilation] }), [size], [kernel]);
      const room = size + window.begin[0] + window.end[0] - extentOf(window, 0);
      expect(Math.floor(room / stride) + 1).toBeGreaterThanOrEqual(Math.ceil(size / stride));
      expect(Math.abs(window.end[0] - window.begin[0])).toBeLessThanOrEqual(1);
      expect(auto_pad === 'SAME_UPPER' ? window.end[0] >= window.begin[0] : window.begin[0] >= window.end[0]).toBe(
        true,
      );
    }),
  );
});

it('rounds up by growing the end alone, never with a window that begins behind the input', () => {
  fc.assert(
    fc.property(places, ({ size, kernel, stride, dilation, pad }) => {
      const stated = windowOf(site({ strides: [stride], dilations: [dilation], pads: [pad, pad] }), [size], [kernel]);
      const extent = extentOf(stated, 0);
      fc.pre(size + 2 * pad >= extent && pad < extent);
      const { begin, end } = roundedUp(stated, [size]);
      const count = Math.floor((size + begin[0] + end[0] - extent) / stride) + 1;
      expect(begin[0]).toBe(pad);
      expect(end[0]).toBeGreaterThanOrEqual(pad);
      const ceil = Math.ceil((size + 2 * pad - extent) / stride) + 1;
      expect(count).toBe(
        (ceil - 1) * stride < size + pad
          ? ceil
          : Math.max(ceil - 1, Math.floor((size + 2 * pad - extent) / stride) + 1),
      );
    }),
  );
});
