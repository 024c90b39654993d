import { type DType, tensorType } from '@openbpu/tensor';
import { feedHint } from './feed-hint';

const hint = (dtype: DType, shape: readonly number[], ...wanted: [DType, readonly number[]][]) =>
  feedHint(
    { dtype, shape },
    wanted.map(([type, dims]) => tensorType(type, dims)),
    { bytes: true },
  );

it('tells of the element type where the shape is right', () => {
  expect(hint('float64', [1, 2], ['float32', [1, 2]])).toBe('save it with .astype(numpy.float32)');
  expect(hint('float32', [1, 4, 4, 3], ['uint8', [1, 6, 4]], ['int8', [1, 4, 4, 3]])).toBe(
    'save it with .astype(numpy.int8) where it is minus 128 already, ' +
      'with .astype(numpy.uint8) where its values are 0 to 255',
  );
  expect(feedHint({ dtype: 'float32', shape: [2] }, [tensorType('int8', [2])], { bytes: false })).toBe(
    'save it with .astype(numpy.int8)',
  );
  expect(hint('uint8', [1, 2], ['float32', [-1, 2]])).toMatch(/astype\(numpy\.float32\); .* minus 128$/);
});

it('tells of axes in another order, and of another form of as many elements', () => {
  expect(hint('uint8', [1, 3, 4, 5], ['uint8', [1, 4, 5, 3]])).toContain('.transpose(0, 2, 3, 1)');
  expect(hint('uint8', [1, 4, 5, 3], ['uint8', [1, 3, 4, 5]])).toContain('.transpose(0, 3, 1, 2)');
  expect(hint('uint8', [4, 5, 3], ['uint8', [1, 3, 4, 5]])).toContain('[numpy.newaxis].transpose(0, 3, 1, 2)');
  expect(hint('uint8', [3, 4, 5], ['uint8', [1, 3, 4, 5]])).toContain('.reshape(1, 3, 4, 5)');
  expect(hint('uint8', [60], ['uint8', [1, 4, 5, 3]])).toContain('.reshape(1, 4, 5, 3)');
});

it('tells of the element type beside the shape, of whichever of the types is like it', () => {
  expect(hint('float32', [1, 3, 4, 4], ['uint8', [1, 6, 4]], ['int8', [1, 4, 4, 3]])).toMatch(
    /save it with \.transpose\(0, 2, 3, 1\)\.astype\(numpy\.int8\) where it is minus 128 already/,
  );
  expect(hint('uint8', [1, 4, 5, 3], ['float32', [1, 3, 4, 5]])).toMatch(/\.astype\(numpy\.float32\); .* minus 128$/);
  expect(hint('float32', [24], ['uint8', [1, 6, 4]])).toMatch(/\.reshape\(1, 6, 4\)\.astype\(numpy\.uint8\), where/);
});

it('quantises reals where the node that did was deleted', () => {
  const asked = (scale: number[], zero: number[] = [], shape = [1, 2, 2, 3]) => {
    const zeros = zero.length > 0 ? { zero: Int8Array.from(zero) } : {};
    const type = tensorType('int8', [1, 2, 2, 3], 'none', { scale: Float32Array.from(scale), ...zeros });
    return feedHint({ dtype: 'float32', shape }, [type], { bytes: false });
  };
  expect(asked([0.25])).toBe('save it with numpy.clip(numpy.rint(x / 0.25), -128, 127).astype(numpy.int8)');
  expect(asked([0.25], [3])).toContain('numpy.rint(x / 0.25) + 3, -128, 127)');
  expect(asked([0.25], [], [12])).toContain('numpy.rint(x.reshape(1, 2, 2, 3) / 0.25)');
  expect(asked([0.25, 1, 2])).toMatch(/x \/ scale\).*scales of its channels/);
});

it('knows the bytes of nv12 where three channels are wanted', () => {
  expect(hint('uint8', [8, 24, 16], ['int8', [8, 16, 16, 3]])).toMatch(/nv12.*yuv444/);
  expect(hint('uint8', [1, 6, 6], ['float32', [1, 3, 4, 6]])).toMatch(/nv12.*yuv444/);
  expect(hint('uint8', [8, 24, 16], ['int8', [8, 24, 16, 3]])).toMatch(/^feed a tensor/);
});

it('asks for another tensor otherwise', () => {
  expect(hint('float32', [0, 3], ['float32', [-1, 3]])).toMatch(/^feed a tensor/);
  expect(hint('float32', [4], ['float32', [-1, -1, 4]])).toMatch(/^feed a tensor/);
  expect(hint('uint8', [1, 3], ['uint8', [1, 4]])).toBe(
    'feed a tensor of the shape and element type that the input takes',
  );
});
