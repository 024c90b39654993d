import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type LanePool, type PooledSession } from '@openbpu/runtime';
import { type Tensor, encodeNpy, expectDType, makeTensor } from '@openbpu/tensor';
import { type Image, cosineSimilarity, encodeInput, fitImage, readImage, toCentered } from '@openbpu/vision';
import type { Converted } from './converted';
import type { Judged, Outputs } from './judge';
import type { Net } from './net';

/** One picture through both models. */
export interface Run extends Judged {
  readonly cosines: ReadonlyMap<string, number>;
}

/**
 * Runs the float and the quantised model on pictures; in their order, whatever the number of lanes. Outputs of both are
 * written into the folder `dump`, where one is given: `<picture>_<float, int8>_<output>.npy`.
 */
export async function runs(
  net: Net,
  { float, quantised }: Pick<Converted, 'float' | 'quantised'>,
  pictures: readonly string[],
  lanes: LanePool,
  dump?: string,
): Promise<Run[]> {
  const before = await lanes.open(await readFile(float), { optimise: true });
  const after = await lanes.open(await readFile(quantised), { optimise: false });
  const found: Run[] = [];
  let next = 0;
  const work = async () => {
    for (let i = next++; i < pictures.length; i = next++)
      found[i] = await runOne(net, before, after, pictures[i], dump);
  };
  try {
    await Promise.all(Array.from({ length: lanes.size }, work));
  } finally {
    await before.close();
    await after.close();
  }
  return found;
}

async function runOne(
  net: Net,
  before: PooledSession,
  after: PooledSession,
  file: string,
  dump: string | undefined,
): Promise<Run> {
  const picture = await readImage(file);
  const fitted = await fitImage(picture, net.fit);
  const [float, quantised] = [await outputsOf(before, net, fitted), await outputsOf(after, net, fitted)];
  if (dump !== undefined)
    for (const [kind, outputs] of Object.entries({ float, int8: quantised })) await write(outputs, kind, file, dump);
  const { width, height } = picture;
  return {
    ...(await net.judge.judge(float, quantised, { file, fit: net.fit, width, height })),
    cosines: new Map(Array.from(float, ([name, { data }]) => [name, cosineOf(data, quantised.get(name)?.data)])),
  };
}

async function write(outputs: Outputs, kind: string, picture: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, tensor] of outputs) {
    const output = name.replaceAll(/[^\w.-]/g, '_');
    await writeFile(join(folder, `${basename(picture, extname(picture))}_${kind}_${output}.npy`), encodeNpy(tensor));
  }
}

/** 0 where an output is not there at all. */
function cosineOf(float: Float32Array, quantised: Float32Array | undefined): number {
  return quantised ? cosineSimilarity(float, quantised) : 0;
}

async function outputsOf(model: PooledSession, { order }: Net, image: Image): Promise<Outputs> {
  const [input] = model.inputs;
  const centred = toCentered(encodeInput(image, { type: order, layout: input.shape.at(-1) === 3 ? 'NHWC' : 'NCHW' }));
  const fed: Tensor =
    input.dtype === 'int8' ? centred : makeTensor('float32', centred.shape, Float32Array.from(centred.data));
  const given = await model.use((lane) =>
    lane.run(
      new Map([[input.name, fed]]),
      lane.outputs.map(({ name }) => name),
    ),
  );
  return new Map(Array.from(given, ([name, tensor]) => [name, expectDType(tensor, 'float32')]));
}
