import { constraintsOf } from '../facts/rules';
import { conv } from './node-texts';
import { contradicted } from './witnesses';

const rules = constraintsOf(
  'm',
  ['Conv'],
  [{ id: 'kernel', sentence: 's', allows: (f) => f.kernelH <= 2, reason: () => 'too high' }],
);
const high = (kernel: number) => conv(`kernel: [${kernel}, 1]`, `1x8x${kernel}x1`);

it('finds nothing where the constraints say what the witnesses say', () => {
  const witnesses = [
    { rule: 'm/Conv/kernel', keeps: true, text: high(2) },
    { rule: 'm/Conv/kernel', keeps: false, text: high(3) },
  ];
  expect(contradicted(rules, witnesses)).toEqual([]);
});

it('tells of a limit that is one off, either way, and of a rule that is gone', () => {
  expect(contradicted(rules, [{ rule: 'm/Conv/kernel', keeps: false, text: high(2) }])[0]).toMatch(
    /kernel should break/,
  );
  expect(contradicted(rules, [{ rule: 'm/Conv/kernel', keeps: true, text: high(3) }])[0]).toMatch(/kernel should keep/);
  expect(contradicted(rules, [{ rule: 'm/Conv/stride', keeps: true, text: high(2) }])[0]).toMatch(/nothing speaks of/);
});
