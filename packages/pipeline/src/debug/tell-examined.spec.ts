import { CollectingSink } from '@openbpu/diagnostics';
import type { Finding } from '@openbpu/analysis';
import type { Examined } from './examine-samples';
import { tellExamined } from './tell-examined';

const NONE = { count: 9, solid: [], exposed: [], alike: [] };
const finding = (mistake: Finding['mistake'], evidence: number): Finding => ({
  mistake,
  evidence,
  gain: 0,
  why: [],
  cure: { key: 'scale_value', value: '1', advice: 'so' },
});
const told = (findings: readonly Finding[], flaws: Examined['flaws'] = NONE) => {
  const sink = new CollectingSink();
  const range = { low: 0, high: 255, kind: 'bytes' } as const;
  tellExamined({ input: 'x', diagnosis: { range, findings, margin: 0, runs: 0 }, flaws }, sink);
  return sink.diagnostics.map(({ code, message, hint, at }) => `${code} ${at?.name} ${message} | ${hint}`);
};

it('warns of the likeliest mistake where its evidence is an alarm', () => {
  expect(told([])).toEqual([]);
  expect(told([finding('scale-missing', 2.99)])).toEqual([]);
  expect(told([finding('scale-missing', 3), finding('mean-missing', 2)])).toEqual([
    'PIP180 scale_value the samples of input "x" look as if the scale is not applied (evidence 3.0) | ' +
      "set scale_value: '1', so; hmct-debugger doctor tells all that speaks for it",
  ]);
});

it('names the next one where that is an alarm too, and why', () => {
  const first = { ...finding('scale-missing', 9), why: ['a', 'b'] };
  expect(told([first, finding('mean-missing', 4)])[0]).toContain(
    'applied: a; b (evidence 9.0; next, 4.0: the mean is not subtracted)',
  );
  expect(told([first, finding('mean-missing', 3)])[0]).toContain('; next, 3.0: ');
  expect(told([first, finding('mean-missing', 2.99)])[0]).not.toContain('next');
  const files = { ...first, cure: { key: 'cal_data_dir', advice: 'write them anew' } };
  expect(told([files])[0]).toMatch(/\| cal_data_dir: write them anew$/);
  const bare = { ...first, cure: { key: 'cal_data_type', value: 'uint8' } };
  expect(told([bare])[0]).toMatch(/\| set cal_data_type: 'uint8'; hmct-debugger/);
});

it('warns of pictures that are of no use', () => {
  expect(
    told([], { count: 9, solid: ['d/a.bin'], exposed: ['d/b.bin', 'c'], alike: [['d/e.bin', 'd/f.bin']] }),
  ).toEqual([
    expect.stringMatching(/^PIP181 cal_data_dir 1 of 9 calibration samples of input "x" are .* "e.bin" as "f.bin"/),
    expect.stringMatching(/^PIP182 cal_data_dir 1 of 9 .* of one colour, e.g. "a.bin"/),
    expect.stringMatching(/^PIP183 cal_data_dir 2 of 9 .* white or black, e.g. "b.bin"/),
  ]);
  expect(told([], { ...NONE, count: 1, solid: ['a'] })).toEqual([]);
});
