import { CollectingSink } from '@openbpu/diagnostics';
import type { SampleRef } from '@openbpu/runtime';
import { warnOfFewSamples } from './warn-of-few-samples';

const file: SampleRef = {
  inputs: [{ kind: 'file', name: 'data', file: 'a.bin', dtype: 'uint8', shape: [1], feed: { kind: 'none' } }],
};
const noise: SampleRef = { inputs: [{ kind: 'seeded', name: 'data', shape: [1], seed: 1, image: true }] };

function heard(samples: readonly SampleRef[]): string[] {
  const sink = new CollectingSink();
  warnOfFewSamples(samples, sink);
  return sink.diagnostics.map(({ code, severity, message }) => `${code} ${severity} ${message}`);
}

it('warns of fewer than twenty', () => {
  expect(heard([file])).toEqual(['PIP053 warning there is only 1 calibration sample']);
  expect(heard(Array.from({ length: 19 }, () => file))).toEqual([
    'PIP053 warning there are only 19 calibration samples',
  ]);
});

it('counts a sample of which any input is a file, and says where files are looked for', () => {
  const sink = new CollectingSink();
  warnOfFewSamples([{ inputs: [...file.inputs, ...noise.inputs] }], sink);
  expect(sink.diagnostics).toMatchObject([{ code: 'PIP053', facts: { count: 1 }, at: { name: 'cal_data_dir' } }]);
});

it('says nothing of enough, nor of noise', () => {
  expect(heard(Array.from({ length: 20 }, () => file))).toEqual([]);
  expect(heard(Array.from({ length: 10 }, () => noise))).toEqual([]);
});
