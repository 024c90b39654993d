import type { DoctorInput } from './doctor';
import { doctorText } from './doctor-text';

const SUSPECT = {
  mistake: 'mean-missing',
  words: 'the mean is not subtracted',
  evidence: 4.26,
  gain: 1.24,
  why: ['the scale goes with a mean', 'so does the net'],
  cure: { key: 'mean_value', value: '127.5', advice: "with norm_type: 'data_mean_and_scale'" },
};
const NONE = { count: 20, solid: [], exposed: [], alike: [] };
const INPUT: DoctorInput = {
  input: 'x',
  alarm: true,
  range: [0, 254.987654],
  kind: 'bytes',
  suspects: [SUSPECT, { ...SUSPECT, mistake: 'channels-swapped', words: 'swapped', evidence: -2.5, gain: 0.5 }],
  margin: 4.26,
  flaws: NONE,
  runs: 12,
};
const of = (input: Partial<DoctorInput>, counts = { samples: 100, looked: 64 }) =>
  doctorText({ config: 'r.yaml', threshold: 3, diagnostics: [], ...counts, inputs: [{ ...INPUT, ...input }] });

it('says what was looked at, what is likely, and which line to change', () => {
  expect(of({})).toEqual([
    'input "x": the first 64 of 100 samples',
    '  values hold 0 to 255 (bytes); the net was run 12 times',
    '  likely a mistake: the mean is not subtracted (evidence 4.3, 4.3 ahead)',
    '    because the scale goes with a mean',
    '    because so does the net',
    "    in the recipe: mean_value: '127.5'   (with norm_type: 'data_mean_and_scale')",
    '  evidence (3 is an alarm), and of it what the net says:',
    '       4.3     1.2  mean-missing           the mean is not subtracted',
    '      -2.5     0.5  channels-swapped       swapped',
  ]);
});

it('says so where nothing speaks for a mistake', () => {
  expect(of({ alarm: false, suspects: [] }, { samples: 20, looked: 20 })).toEqual([
    'input "x": all 20 samples',
    '  values hold 0 to 255 (bytes); the net was run 12 times',
    '  nothing speaks for a mistake',
  ]);
  expect(of({ alarm: false }, { samples: 1, looked: 1 })[0]).toBe('input "x": the only sample');
  expect(of({ alarm: false })).not.toContain("    in the recipe: mean_value: '127.5'");
});

it('counts pictures that are of no use', () => {
  const flaws = { count: 20, solid: ['a'], exposed: ['b', 'c'], alike: [['d', 'e']] as const };
  expect(of({ flaws })[2]).toBe(
    '  of 20 pictures 1 of one colour, 2 nearly all white or black, 1 nearly the same as others',
  );
  expect(of({ flaws: { ...NONE, exposed: ['b'] } })[2]).toBe('  of 20 pictures 1 nearly all white or black');
});

it('shows five suspects, and a line without a value or without advice', () => {
  expect(
    of({ suspects: Array.from({ length: 7 }, () => SUSPECT) }).filter((line) => line.includes('mean-missing')),
  ).toHaveLength(5);
  const files = { ...SUSPECT, why: [], cure: { key: 'cal_data_dir', advice: 'write them anew' } };
  expect(of({ suspects: [files] })[3]).toBe('    in the recipe: cal_data_dir: write them anew');
  expect(of({ suspects: [{ ...files, cure: { key: 'cal_data_type', value: 'uint8' } }] })[3]).toBe(
    "    in the recipe: cal_data_type: 'uint8'",
  );
  expect(of({ range: [7, 7], kind: 'constant' })[1]).toContain('values hold 7 to 7 (constant)');
  expect(of({ range: [Infinity, -Infinity] })[1]).toContain('values cannot be read as the recipe says');
});
