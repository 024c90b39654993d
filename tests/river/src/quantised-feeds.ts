import type { Graph } from '@openbpu/ir';
import { type Tensor, makeTensor } from '@openbpu/tensor';
import { encodeInput, fitImage, readImage, toCentered } from '@openbpu/vision';
import { calibrationPictures } from './calibration-pictures';
import { golden } from './data';
import type { RealModel } from './models';

/**
 * The golden inputs of a model as its quantised form takes them: images back to bytes minus 128, in the layout of the
 * graph.
 */
export function goldenFeeds(model: RealModel, graph: Graph): ReadonlyMap<string, Tensor>[] {
  const [name] = graph.inputs;
  const { type } = graph.value(name);
  return golden(model.golden).cases.map(({ input }) => {
    const values = input.data as Float32Array;
    const nhwc = type.layout === 'NHWC';
    if (type.dtype === 'float32' && !nhwc) return new Map([[name, makeTensor('float32', input.shape, values)]]);
    const [, c, h, w] = input.shape;
    if (type.dtype === 'float32') {
      const moved = values.map((_, i) => values[(i % c) * h * w + Math.floor(i / c)]);
      return new Map([[name, makeTensor('float32', type.shape, moved)]]);
    }
    const at = (list: readonly number[] | undefined, i: number, otherwise: number) =>
      list === undefined ? otherwise : list.length === 1 ? list[0] : list[i];
    const byte = (channel: number, pixel: number) => {
      const real = values[channel * h * w + pixel] / at(model.scale, channel, 1) + at(model.mean, channel, 0);
      return Math.min(Math.max(Math.round(real), 0), 255) - 128;
    };
    const data = Int8Array.from({ length: c * h * w }, (_, i) =>
      nhwc ? byte(i % c, Math.floor(i / c)) : byte(Math.floor(i / (h * w)), i % (h * w)),
    );
    return new Map([[name, makeTensor('int8', type.shape, data)]]);
  });
}

/** Real pictures as the quantised model takes them, beyond the golden ones; none for a feature map. */
export async function pictureFeeds(
  model: RealModel,
  graph: Graph,
  typeRt: string,
  count: number,
): Promise<ReadonlyMap<string, Tensor>[]> {
  const [name] = graph.inputs;
  const { layout } = graph.value(name).type;
  const { samples } = model;
  if (samples.kind !== 'pictures' || (typeRt !== 'rgb' && typeRt !== 'bgr' && typeRt !== 'gray' && typeRt !== 'nv12'))
    return [];
  const files = await calibrationPictures(samples.set, count);
  return Promise.all(
    files.map(async (file) => {
      const image = await fitImage(await readImage(file), samples.fit);
      return new Map([
        [
          name,
          toCentered(
            encodeInput(image, {
              type: typeRt === 'nv12' ? 'yuv444' : typeRt,
              layout: layout === 'NHWC' ? 'NHWC' : 'NCHW',
            }),
          ),
        ],
      ]);
    }),
  );
}
