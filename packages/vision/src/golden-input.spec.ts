import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeNpy, expectDType } from '@openbpu/tensor';
import { encodeTrainingInput, fitImage, readImage, readLabels, readSynset } from './index';

const data = process.env['OPENBPU_DATA'] ?? resolve(__dirname, '../../../../shared/data');
const present = existsSync(resolve(data, 'golden'));
if (!present) process.stderr.write(`golden inputs are not checked: no test data in ${data} (set OPENBPU_DATA)\n`);
const whenPresent = present ? describe : describe.skip;

interface Meta {
  readonly preprocessing: { readonly order: string; readonly mean?: readonly number[]; readonly std?: readonly number[] };
  readonly cases: readonly { readonly source: string; readonly input: string }[];
}

whenPresent('pictures become the inputs an independent engine was fed', () => {
  it.each(['mobilenet_v2'])('%s', async (name) => {
    const folder = resolve(data, 'golden', name);
    const meta = JSON.parse(readFileSync(resolve(folder, 'meta.json'), 'utf8')) as Meta;
    const { mean = [], std = [] } = meta.preprocessing;
    for (const { source, input } of meta.cases) {
      const wanted = expectDType(decodeNpy(gunzipSync(readFileSync(resolve(folder, input)))), 'float32');
      const image = await fitImage(await readImage(resolve(data, source)), { kind: 'crop', shortSide: 256, height: 224, width: 224 });
      const found = encodeTrainingInput(image, { type: 'rgb', layout: 'NCHW' });
      expect(found.shape).toEqual(wanted.shape);
      let worst = 0;
      found.data.forEach((value, i) => {
        const channel = Math.floor(i / (224 * 224));
        worst = Math.max(worst, Math.abs((value - mean[channel]) / std[channel] - wanted.data[i]) * std[channel]);
      });
      expect(worst).toBeLessThan(1e-3);
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
