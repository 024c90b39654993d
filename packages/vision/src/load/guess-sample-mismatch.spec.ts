import { guessSampleMismatch } from './guess-sample-mismatch';

const NCHW = [1, 3, 224, 224];
const NHWC = [1, 224, 224, 3];
const N = 3 * 224 * 224;

it('names the element type of an input that is not float32', () => {
  expect(guessSampleMismatch(new Uint8Array(16), 'int64', [4])).toMatch(/32 bits an element: .*numpy\.int64/);
  expect(guessSampleMismatch(new Uint8Array(32), 'bool', [4])).toMatch(/64 bits an element: .*numpy\.bool_/);
  expect(guessSampleMismatch(new Uint8Array(64), 'int64', [4])).toMatch(/2 samples/);
  expect(guessSampleMismatch(new Uint8Array(20), 'int64', [4])).toBeUndefined();
});

it.each([
  ['an empty file', 0, 'float32', NCHW, /is empty/],
  ['bytes for floats', N, 'float32', NCHW, /right for uint8: set cal_data_type: 'uint8'/],
  ['floats for bytes', 4 * N, 'uint8', NCHW, /right for float32: set cal_data_type: 'float32'/],
  ['doubles', 8 * N, 'float32', NCHW, /float64.*astype\(numpy\.float32\)/],
  ['several samples', 5 * N, 'uint8', NCHW, /holds 5 samples/],
  ['several samples of no picture', 30, 'uint8', [1, 10], /^the file holds 3 samples/],
  ['nv12', (224 * 224 * 3) / 2, 'uint8', NHWC, /nv12/],
  [
    'gray for colour',
    4 * 224 * 224,
    'float32',
    NCHW,
    /float32 of shape 1x1x224x224: write 3 channel\(s\) where the file has 1$/,
  ],
  ['colour for gray', 3 * 28 * 28, 'uint8', [1, 1, 28, 28], /uint8 of shape 1x3x28x28.*; or the file holds 3 samples/],
  ['alpha', 4 * 224 * 224, 'uint8', NHWC, /uint8 of shape 1x224x224x4/],
  ['another size', 4 * 3 * 256 * 256, 'float32', NCHW, /float32 of shape 1x3x256x256: resize or crop/],
  [
    'another size and type',
    3 * 227 * 227,
    'float32',
    NCHW,
    /uint8 of shape 1x3x227x227: set cal_data_type: 'uint8', and resize/,
  ],
  [
    'another size of the same aspect',
    3 * 720 * 960,
    'uint8',
    [1, 240, 320, 3],
    /uint8 of shape 1x720x960x3.*; or the file holds 9 samples/,
  ],
] as const)('recognises %s', (_, length, dtype, shape, text) => {
  expect(guessSampleMismatch(new Uint8Array(length), dtype, shape)).toMatch(text);
});

it.each([
  ['JPEG', [0xff, 0xd8, 0xff, 0xe0], /JPEG file.*data_preprocess, or .* group preprocess/],
  ['PNG', [0x89, 0x50, 0x4e, 0x47], /PNG file.*data_preprocess/],
  ['BMP', [0x42, 0x4d, 8, 0, 0, 0, 0, 0], /BMP file.*data_preprocess/],
  ['gzip', [0x1f, 0x8b, 8], /gzip file.*unpack/],
] as const)('recognises a %s file by its signature', (_, bytes, text) => {
  expect(guessSampleMismatch(Uint8Array.from(bytes), 'uint8', NCHW)).toMatch(text);
});

it.each([
  ['of another length than it states', [0x42, 0x4d, 9, 0, 0, 0, 0, 0]],
  ['that ends before its length', [0x42, 0x4d, 5, 0, 0]],
  ['that begins otherwise', [0x42, 0x4e, 8, 0, 0, 0, 0, 0]],
])('takes no file for a BMP %s', (_, bytes) => {
  expect(guessSampleMismatch(Uint8Array.from(bytes), 'uint8', NCHW)).toBeUndefined();
});

const floats = (length: number, value = (i: number) => i % 256) =>
  new Uint8Array(Float32Array.from({ length }, (_, i) => value(i)).buffer);

it.each([
  [
    'another size',
    floats(3 * 256 * 256),
    NCHW,
    "float32 of shape 1x3x256x256: set cal_data_type: 'float32', and resize or crop the pictures to 224x224",
  ],
  ['another number of channels', floats(224 * 224), NHWC, "1x224x224x1: set cal_data_type: 'float32', and write 3"],
  ['several', floats(30), [1, 10], "holds 3 float32 samples: set cal_data_type: 'float32', and write one file"],
  [
    'no shape',
    floats(7),
    [1, 10],
    "reads as 7 float32 numbers: set cal_data_type: 'float32', and write the 10 of 1x10",
  ],
  [
    'numbers of any usual size',
    floats(30, (i) => [-(2 ** 20), 0, 2 ** -20][i % 3]),
    [1, 10],
    'holds 3 float32 samples',
  ],
] as const)('knows float32 of %s from uint8 by what the bytes are', (_, bytes, shape, text) => {
  expect(guessSampleMismatch(bytes, 'uint8', shape)).toContain(text);
});

it.each([
  ['too large for a sample', floats(30, () => 2e6)],
  ['too small for one', floats(30, () => 5e-7)],
  ['none', floats(30, () => NaN)],
  ['all 0', floats(30, () => 0)],
  ['pixels', Uint8Array.from({ length: 120 }, (_, i) => (i * 37) % 256)],
])('takes bytes for uint8 where they are as float32 %s', (_, bytes) => {
  expect(guessSampleMismatch(bytes, 'uint8', [1, 10])).toBe('the file holds 12 samples: write one file for each');
});

it('leaves files of float32 that are to be float32, and those of single bytes', () => {
  expect(guessSampleMismatch(floats(30), 'float32', [1, 10])).toBe('the file holds 3 samples: write one file for each');
  expect(guessSampleMismatch(floats(5).subarray(0, 19), 'uint8', [1, 10])).toBeUndefined();
});

it('does not guess where nothing fits', () => {
  expect(guessSampleMismatch(new Uint8Array(1001), 'float32', NCHW)).toBeUndefined();
  expect(guessSampleMismatch(new Uint8Array(7), 'uint8', [1, 10])).toBeUndefined();
  expect(guessSampleMismatch(new Uint8Array(7), 'uint8', [])).toMatch(/7 samples/);
  expect(guessSampleMismatch(new Uint8Array(7), 'uint8', [1, 3, 0, 0])).toBeUndefined();
});
