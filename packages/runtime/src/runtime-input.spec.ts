import type { ArtifactInput } from '@openbpu/artifact';
import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { type Tensor, float32, int8, makeTensor } from '@openbpu/tensor';
import { runtimeType, toIntermediate } from './runtime-input';

const input = (changes: Partial<ArtifactInput> = {}): ArtifactInput => ({
  name: 'x',
  typeRt: 'rgb',
  typeIntermediate: 'rgb_128',
  typeTrain: 'rgb',
  shape: [1, 2, 2, 3],
  layout: 'NHWC',
  dtype: 'uint8',
  source: 'ddr',
  spaceAndRange: 'regular',
  ...changes,
});
const nv12 = input({ typeRt: 'nv12', typeIntermediate: 'yuv444_128' });
const uint8 = (shape: readonly number[], values: readonly number[]) =>
  makeTensor('uint8', shape, Uint8Array.from(values));

function code(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0].code;
    throw error;
  }
  return 'none';
}

it('says what is fed: NV12 as one plane of 3/2 the height, in either layout', () => {
  expect(runtimeType(nv12)).toMatchObject({ dtype: 'uint8', shape: [1, 3, 2] });
  expect(runtimeType({ ...nv12, shape: [1, 3, 4, 6], layout: 'NCHW' })).toMatchObject({ shape: [1, 6, 6] });
  expect(runtimeType(input())).toMatchObject({ dtype: 'uint8', shape: [1, 2, 2, 3] });
});

it('centres bytes, extremes included', () => {
  const given = uint8([1, 2, 2, 3], [0, 255, 128, 127, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(toIntermediate(input(), given)).toEqual(
    int8([1, 2, 2, 3], [-128, 127, 0, -1, -127, -126, -125, -124, -123, -122, -121, -120]),
  );
});

it('repeats the chroma of NV12, pixel by pixel or plane by plane', () => {
  const given = uint8([1, 3, 2], [10, 20, 30, 40, 200, 100]);
  expect(toIntermediate(nv12, given)).toEqual(
    int8(
      [1, 2, 2, 3],
      [10, 200, 100, 20, 200, 100, 30, 200, 100, 40, 200, 100].map((byte) => byte - 128),
    ),
  );
  const planes = [10, 20, 30, 40, 200, 200, 200, 200, 100, 100, 100, 100].map((byte) => byte - 128);
  expect(toIntermediate({ ...nv12, shape: [1, 3, 2, 2], layout: 'NCHW' }, given)).toEqual(int8([1, 3, 2, 2], planes));
});

it('takes several NV12 pictures one after the other', () => {
  const pictures = [
    [10, 20, 30, 40, 200, 100],
    [1, 2, 3, 4, 5, 6],
  ];
  const batch = { ...nv12, shape: [2, 2, 2, 3] };
  expect(runtimeType(batch)).toMatchObject({ dtype: 'uint8', shape: [2, 3, 2] });
  const each = pictures.map((picture) => [...toIntermediate(nv12, uint8([1, 3, 2], picture)).data]);
  expect(toIntermediate(batch, uint8([2, 3, 2], pictures.flat()))).toEqual(int8([2, 2, 2, 3], each.flat() as number[]));
  const planar = { ...nv12, shape: [2, 3, 2, 2], layout: 'NCHW' as const };
  expect(toIntermediate(planar, uint8([2, 3, 2], pictures.flat())).data.slice(12)).toEqual(
    Int8Array.of(1, 2, 3, 4, 5, 5, 5, 5, 6, 6, 6, 6).map((byte) => byte - 128),
  );
});

it('takes the intermediate itself as it is, and bytes of it with a note where NV12 was expected', () => {
  const given = int8([1, 2, 2, 3], new Array(12).fill(-128));
  expect(toIntermediate(nv12, given)).toBe(given);
  const sink = new CollectingSink();
  expect(toIntermediate(nv12, uint8([1, 2, 2, 3], new Array(12).fill(0)), sink)).toEqual(given);
  expect(sink.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['RUN003']);
});

it('takes a feature map as float32, or as int8 where its Quantize was deleted', () => {
  const map = input({
    typeRt: 'featuremap',
    typeIntermediate: 'featuremap',
    shape: [1, 2],
    layout: 'none',
    dtype: 'float32',
  });
  const given = float32([1, 2], [0.5, -0.5]);
  expect(toIntermediate(map, given)).toBe(given);
  const quantised = int8([1, 2], [5, -5]);
  expect(toIntermediate({ ...map, dtype: 'int8' }, quantised)).toBe(quantised);
  expect(code(() => toIntermediate(map, quantised))).toBe('RUN002');
  expect(code(() => toIntermediate(map, uint8([1, 2], [1, 2])))).toBe('RUN002');
});

it.each<[string, ArtifactInput, Tensor | undefined, string]>([
  ['nothing', input(), undefined, 'RUN001'],
  ['another size', input(), uint8([1, 2, 2, 1], [1, 2, 3, 4]), 'RUN002'],
  ['another element type', input(), float32([1, 2, 2, 3], new Array(12).fill(0)), 'RUN002'],
  ['a plane of another height', nv12, uint8([1, 2, 2], [1, 2, 3, 4]), 'RUN002'],
])('refuses %s', (_, wanted, given, complaint) => {
  expect(code(() => toIntermediate(wanted, given))).toBe(complaint);
});

it('tells how reals become the integers of an input whose Quantize was deleted', () => {
  const cut = input({ typeRt: 'featuremap', typeIntermediate: 'featuremap', dtype: 'int8', quant: { scale: [0.5] } });
  expect(() => toIntermediate(cut, float32([1, 2, 2, 3], new Float32Array(12)))).toThrow(
    /RUN002 .*\n {2}hint: save it with numpy\.clip\(numpy\.rint\(x \/ 0\.5\), -128, 127\)\.astype\(numpy\.int8\)$/m,
  );
});
