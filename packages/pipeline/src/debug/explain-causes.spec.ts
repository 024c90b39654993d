import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeOnnx } from '@openbpu/onnx';
import { JobEvents } from '../events';
import { describeMarch } from '../march-metadata';
import { TWO_INPUTS, graphOf, inFolder, modelOf, sampleOf } from './calibrated-net.fixture';
import { explainCauses } from './explain-causes';

const data = [0, 1, 2].map(
  (i) =>
    new Map([
      ['a.1', sampleOf(i)],
      ['b', sampleOf(i + 10)],
    ]),
);
const model = modelOf(TWO_INPUTS);
const FILES = ['causes.html', 'causes.log', 'causes.png'];

it('explains, and writes nothing unless a folder is named', async () => {
  const { found, diagnostics, files } = await explainCauses({ model, data }, new JobEvents());
  expect([files, diagnostics, found.samples]).toEqual([[], [], 3]);
  expect([...found.causes, ...found.elsewhere].reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  const few = await explainCauses({ model, data, dataNum: 2, places: 1 }, new JobEvents());
  expect(few.found.samples).toBe(2);
  expect(few.found.causes.length).toBeLessThan(found.causes.length);
});

it('writes text, picture and page into a folder, and finds the same', () =>
  inFolder({}, async (folder) => {
    const saveDir = join(folder, 'result');
    const { found, files } = await explainCauses({ model, data, saveDir }, new JobEvents());
    expect(readdirSync(saveDir).sort()).toEqual(FILES);
    expect(files).toHaveLength(3);
    expect(found).toEqual((await explainCauses({ model, data }, new JobEvents())).found);
  }));

it('offers int16 where the march of the model has it, and says where it holds if the file names none', async () => {
  const advices = async (metadata: Record<string, string>) => {
    const bytes = writeOnnx(graphOf(TWO_INPUTS).at('calibrated', metadata));
    const { found } = await explainCauses({ model: bytes, data }, new JobEvents());
    const all = found.causes.flatMap(({ gains }) => gains.map(({ cure }) => cure));
    return [...new Set(all.filter(({ value }) => value?.includes('int16')).map(({ advice }) => advice))];
  };
  expect(await advices(describeMarch('bernoulli2'))).toEqual([]);
  expect(await advices(describeMarch('bayes-e'))).toEqual(['steps of 16 bits']);
  expect(await advices({})).toEqual(['steps of 16 bits, on bayes and bayes-e; bernoulli2 has none']);
});
