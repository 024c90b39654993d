import { Fields } from '../text/fields';
import { parseText } from '../text/parse-text';
import { leftOut } from './phase';

describe('leftOut', () => {
  it.each([
    ['', undefined],
    ['include { phase: TEST }', undefined],
    ['include { }', undefined],
    ['include { phase: TRAIN }', 'include { phase: TRAIN }'],
    ['include { phase: 0 }', 'include { phase: TRAIN }'],
    ['include { phase: TRAIN } include { phase: TEST }', undefined],
    ['include { stage: "deploy" }', 'include { stage: "deploy" }'],
    ['include { not_stage: "deploy" }', undefined],
    ['include { min_level: 1 }', 'include { min_level: 1 }'],
    ['include { max_level: -1 }', 'include { max_level: -1 }'],
    ['exclude { phase: TRAIN }', undefined],
    ['exclude { phase: TEST }', 'exclude { phase: TEST }'],
    ['exclude { phase: TRAIN } exclude { phase: TEST }', 'exclude { phase: TEST }'],
    ['exclude { stage: "deploy" }', undefined],
  ])('%j', (text, expected) => {
    expect(leftOut(new Fields('f', parseText(text, 'f')))).toBe(expected);
  });

  it.each([
    ['include { stage: "deploy" }', undefined],
    ['include { stage: "deploy" stage: "small" }', 'include { stage: "small" }'],
    ['include { not_stage: "deploy" }', 'include { not_stage: "deploy" }'],
    ['exclude { stage: "deploy" }', 'exclude { stage: "deploy" }'],
  ])('in the stage deploy, %j', (text, expected) => {
    expect(leftOut(new Fields('f', parseText(text, 'f')), ['deploy'])).toBe(expected);
  });
});
