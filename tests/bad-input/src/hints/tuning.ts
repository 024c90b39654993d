import { bytesOf } from '@openbpu/tensor';
import { sample } from '../workshop';
import { type Act, type HintCase, convert } from './hint-case';

/** So many samples beside those of the workshop. */
const samples = (count: number): NonNullable<Act['files']> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`samples/${i}.rgb`, bytesOf(sample(i))]));

const tune = (more = '', recipe: Act['recipe'] = {}, files: Act['files'] = samples(8)): Act => ({
  recipe,
  files,
  run: `tune -c recipe.yaml --model-type onnx --threads 1 ${more}`,
});

const labels = (name: (i: number) => string, file = 'labels.txt') => ({
  ...samples(8),
  [file]: Array.from({ length: 8 }, (_, i) => `${name(i)} ${i % 2}\n`).join(''),
});
const NAMED = labels((i) => `${i}.jpg`);

/** What is said of tunings. */
export const TUNING: readonly HintCase[] = [
  [
    'PIP200',
    tune('', { march: "'bernoulli2'" }),
    /calibration_type: 'default' or 'mix'/,
    convert({ march: "'bernoulli2'", calibration_type: "'default'" }, samples(8)),
  ],
  ['PIP201', tune('', { calibration_type: "'skip'" }), /set calibration_type: 'default'/, tune()],
  ['PIP202', tune('', {}, samples(7)), /put 8 samples or more into cal_data_dir/, tune()],
  ['PIP202', tune('--samples 6'), /hold back less with --samples/, tune('--samples 4')],
  ['PIP203', tune('--target-cosine 99'), /--target-cosine 0\.999/, tune('--target-cosine 0.9')],
  [
    'PIP203',
    tune('--max-drop 9', {}, NAMED),
    /with --labels val\.txt/,
    tune('--max-drop 90 --labels labels.txt', {}, NAMED),
  ],
  ['PIP204', tune('--max-ms 0.000001'), /all points stand in tune\.json/, tune('--max-ms 1000')],
  [
    'PIP206',
    tune(
      '--labels labels.txt',
      {},
      labels((i) => `other${i}.jpg`),
    ),
    /names of files in cal_data_dir/,
    tune('--labels labels.txt', {}, NAMED),
  ],
  [
    'PIP207',
    tune('--max-drop 1 --labels labels.txt', {}, NAMED),
    /hold back more with --samples/,
    tune('--max-drop 90 --labels labels.txt', {}, NAMED),
  ],
  ['CLI097', tune('--max-ms 4,5'), /a point where it has a fraction/, tune('--max-ms 1000')],
];
