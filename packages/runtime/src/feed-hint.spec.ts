import { type DType, tensorType } from '@openbpu/tensor';
import { feedHint } from './feed-hint';

const hint = (dtype: DType, shape: readonly number[], ...wanted: [DType, readonly number[]][]) =>
  feedHint(
    { dtype, shape },
    wanted.map(([type, dims]) => tensorType(type, dims)),
  );

it('tells of the element type where the shape is right', () => {
  expect(hint('float64', [1, 2], ['float32', [1, 2]])).toBe('save it with .astype(numpy.float32)');
  expect(hint('float32', [1, 4, 4, 3], ['uint8', [1, 6, 4]], ['int8', [1, 4, 4, 3]])).toBe(
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
    /save it with \.transpose\(0, 2, 3, 1\)\.astype\(numpy\.int8\)$/,
  );
  expect(hint('uint8', [1, 4, 5, 3], ['float32', [1, 3, 4, 5]])).toMatch(/\.astype\(numpy\.float32\); .* minus 128$/);
  expect(hint('float32', [24], ['uint8', [1, 6, 4]])).toMatch(/\.reshape\(1, 6, 4\)\.astype\(numpy\.uint8\), where/);
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
