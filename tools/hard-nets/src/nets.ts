import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA, MODELS, calibrationPictures } from '@openbpu/river';
import type { HardNet, Pictures } from './hard-net';

/** How many pictures calibrate a net. */
const CALIBRATION = 100;
/** How many drawings judge the net that learnt from drawings. */
const DRAWN = 400;

const CLASSIFIERS = ['squeezenet_v1.1', 'mobilenet_v1', 'mobilenet_v2'];

/** The re-parameterised net of `rep-net/train.py`. */
const REP_NET: HardNet = {
  model: {
    name: 'rep-net',
    files: { onnx: join(__dirname, '../rep-net/rep-net.onnx') },
    inputName: 'image',
    typeTrain: 'rgb',
    mean: [127.5],
    scale: [1 / 64],
  },
  typeRt: 'rgb',
  fit: { kind: 'crop', shortSide: 64, height: 64, width: 64 },
  pictures: drawnPictures,
};

/** The nets that copies are made of: trained classifiers of ImageNet, and the re-parameterised one. */
export const NETS: readonly HardNet[] = [
  ...MODELS.flatMap((model): HardNet[] => {
    const { samples, typesRt, name } = model;
    if (!CLASSIFIERS.includes(name) || samples.kind !== 'pictures' || samples.fit.kind !== 'crop') return [];
    return [{ model, typeRt: typesRt[0], fit: samples.fit, pictures: imagenetPictures }];
  }),
  REP_NET,
];

async function imagenetPictures(): Promise<Pictures> {
  const folder = join(DATA, 'images/imagenet500');
  return {
    calibration: await calibrationPictures('imagenet500', CALIBRATION),
    folder,
    labels: linesOf(join(folder, 'eval.txt')),
  };
}

/** Drawings by the program of the demo: the first ones judge, the others calibrate. */
async function drawnPictures(out: string): Promise<Pictures> {
  const program = join(__dirname, '../../demo/dist/draw.js');
  execFileSync(process.execPath, [program, '--out', out, '--test', `${DRAWN + CALIBRATION}`, '--seed', '2']);
  const folder = join(out, 'test');
  const labels = linesOf(join(folder, 'val.txt'));
  return {
    calibration: labels.slice(DRAWN).map((line) => join(folder, line.split(' ')[0])),
    folder,
    labels: labels.slice(0, DRAWN),
  };
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}
