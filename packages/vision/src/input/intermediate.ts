import { type ModelInput, type Shape, type Tensor, type TensorOrder, makeTensor, rne } from '@openbpu/tensor';
import { chwToHwc, hwcToChw } from '../transform/layouts';
import { eachPicture } from '../transform/each-picture';
import { nv12ToYuv444 } from '../transform/colours';
import { fromCentered } from './from-centered';
import { toCentered } from './to-centered';

/** How the bytes of an image input lie: its type, and the layout of everything but nv12. */
export interface ImageForm {
  readonly typeRt: ModelInput['typeRt'];
  readonly layout: TensorOrder;
}

/** Pictures, height and width of an intermediate tensor of one layout. */
function sizesOf(shape: Shape, layout: TensorOrder): readonly [number, number, number] {
  return layout === 'NHWC' ? [shape[0], shape[1], shape[2]] : [shape[0], shape[2], shape[3]];
}

/**
 * From the bytes an image input is fed with to the intermediate type of shape `shape`, bytes minus 128. The pictures of
 * nv12, one after the other, become YUV444 by repeating their chroma; other types keep their elements. Throws
 * RangeError where the number of bytes does not fit.
 */
export function intermediateOf(bytes: Uint8Array, shape: Shape, { typeRt, layout }: ImageForm): Tensor<'int8'> {
  if (typeRt !== 'nv12') return toCentered(makeTensor('uint8', shape, bytes));
  const [count, height, width] = sizesOf(shape, layout);
  const pixels = eachPicture(bytes, count, (picture) => {
    const yuv = nv12ToYuv444(picture, height, width);
    return layout === 'NHWC' ? yuv : hwcToChw(yuv, 3);
  });
  return toCentered(makeTensor('uint8', shape, pixels));
}

/**
 * The bytes whose intermediate form comes nearest to `intermediate`: the same elements plus 128, and for nv12 the mean
 * of the chroma over every block of 2x2, rounded half to even.
 */
export function bytesForIntermediate(intermediate: Tensor<'int8'>, { typeRt, layout }: ImageForm): Tensor<'uint8'> {
  const bytes = fromCentered(intermediate);
  if (typeRt !== 'nv12') return bytes;
  const [count, height, width] = sizesOf(bytes.shape, layout);
  const nv12 = eachPicture(bytes.data, count, (picture) =>
    yuv444ToNv12(layout === 'NHWC' ? picture : chwToHwc(picture, 3), height, width),
  );
  return makeTensor('uint8', [count, (height * 3) / 2, width], nv12);
}

function yuv444ToNv12(yuv: Uint8Array, height: number, width: number): Uint8Array {
  const pixels = height * width;
  const nv12 = new Uint8Array((pixels * 3) / 2);
  for (let i = 0; i < pixels; i++) nv12[i] = yuv[3 * i];
  let to = pixels;
  for (let row = 0; row < height; row += 2)
    for (let column = 0; column < width; column += 2)
      for (const channel of [1, 2]) {
        const a = 3 * (row * width + column) + channel;
        const b = a + 3 * width;
        nv12[to++] = rne((yuv[a] + yuv[a + 3] + yuv[b] + yuv[b + 3]) / 4);
      }
  return nv12;
}
