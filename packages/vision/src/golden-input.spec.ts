import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeNpy, expectDType } from '@openbpu/tensor';
import sharp from 'sharp';
import {
  type Fit,
  chebyshevDistance,
  encodeTrainingInput,
  fitImage,
  meanAbsoluteError,
  readImage,
  readLabels,
  readSynset,
} from './index';

const data = process.env['OPENBPU_DATA'] ?? resolve(__dirname, '../../../../shared/data');
const present = existsSync(resolve(data, 'golden'));
if (!present) process.stderr.write(`golden inputs are not checked: no test data in ${data} (set OPENBPU_DATA)\n`);
const whenPresent = present ? describe : describe.skip;

interface Meta {
  readonly input_shape: readonly number[];
  readonly preprocessing: {
    readonly order?: string;
    readonly mean?: readonly number[];
    readonly std?: readonly number[];
  };
  readonly cases: readonly { readonly source: string; readonly input: string }[];
}

/**
 * Mean difference allowed, in steps of 255. The engine's inputs were resized while they were decoded: where a side
 * shrinks to a quarter or less the JPEG decoder then halves the picture itself, which this package never does.
 */
const NETS = [
  ['squeezenet_v1.1', 'crop', 0],
  ['mobilenet_v1', 'crop', 0],
  ['mobilenet_v2', 'crop', 0],
  ['yolox_nano', 'pad', 0],
  ['ultraface_RFB-320_onnx', 'resize', 0],
  ['nanodet_m_320', 'resize', 0.01],
  ['yunet_n_320_320', 'resize', 0.01],
  ['vww_96_float', 'resize', 3],
  ['resnet8', 'resize', 3],
] as const;

/** The same where a picture has a colour profile, which the engine's inputs were converted by. */
const PROFILED = 2;

function fitOf(kind: Fit['kind'], height: number, width: number): Fit {
  switch (kind) {
    case 'crop':
      return { kind, shortSide: 256, height, width };
    case 'resize':
      return { kind, height, width };
    case 'pad':
      return { kind, height, width, padValue: 114, position: 'bottom_right' };
  }
}

whenPresent('pictures become the inputs an independent engine was fed', () => {
  it.each(NETS)('%s (%s, mean difference at most %p)', async (name, kind, tolerance) => {
    const folder = resolve(data, 'golden', name);
    const meta = JSON.parse(readFileSync(resolve(folder, 'meta.json'), 'utf8')) as Meta;
    const { order, mean = [], std = [] } = meta.preprocessing;
    const [, , height, width] = meta.input_shape;
    expect(meta.cases.length).toBeGreaterThan(0);
    for (const { source, input } of meta.cases) {
      const wanted = expectDType(decodeNpy(gunzipSync(readFileSync(resolve(folder, input)))), 'float32');
      const image = await fitImage(await readImage(resolve(data, source)), fitOf(kind, height, width));
      const found = encodeTrainingInput(image, { type: order === 'BGR' ? 'bgr' : 'rgb', layout: 'NCHW' });
      expect(found.shape).toEqual(wanted.shape);
      const pixels = wanted.data.map((value, i) => {
        const channel = Math.floor(i / (height * width));
        return value * std[channel] + mean[channel];
      });
      const profiled = (await sharp(resolve(data, source)).metadata()).icc !== undefined;
      const allowed = profiled ? Math.max(tolerance, PROFILED) : tolerance;
      expect(meanAbsoluteError(found.data, pixels)).toBeLessThan(allowed + 1e-4);
      if (allowed === 0) expect(chebyshevDistance(found.data, pixels)).toBeLessThan(1e-3);
    }
  });

  it('with labels within the class names', () => {
    const folder = resolve(data, 'images/imagenet500');
    const classes = readSynset(resolve(folder, 'synset.txt'));
    const labels = readLabels(resolve(folder, 'eval.txt'));
    expect([classes.length, labels.length]).toEqual([1000, 400]);
    expect(labels.every(({ name, label }) => name.startsWith(classes[label].id ?? '?'))).toBe(true);
  });
});
