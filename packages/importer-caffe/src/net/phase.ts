import type { Fields } from '../text/fields';

const PHASES = ['TRAIN', 'TEST'] as const;

/**
 * Why a layer does not take part in the TEST phase at level 0, in the stages the network names in its `state`, or
 * undefined when it does. As Caffe: with `include` rules one of them must hold, without them no `exclude` rule may.
 */
export function leftOut(layer: Fields, stages: readonly string[] = []): string | undefined {
  const include = layer.children('include');
  const exclude = layer.children('exclude');
  if (include.length > 0) {
    const broken = include.map((rule) => broke(rule, stages));
    return broken.every((reason) => reason !== undefined) ? `include { ${broken[0]} }` : undefined;
  }
  const held = exclude.findIndex((rule) => broke(rule, stages) === undefined);
  return held < 0 ? undefined : `exclude { ${summary(exclude[held])} }`;
}

/** The condition of a rule that the TEST phase does not meet. */
function broke(rule: Fields, stages: readonly string[]): string | undefined {
  const phase = rule.word('phase', PHASES);
  if (phase === 'TRAIN') return 'phase: TRAIN';
  const minimum = rule.int('min_level');
  if (minimum !== undefined && minimum > 0) return `min_level: ${minimum}`;
  const maximum = rule.int('max_level');
  if (maximum !== undefined && maximum < 0) return `max_level: ${maximum}`;
  const missing = rule.strings('stage').find((stage) => !stages.includes(stage));
  if (missing !== undefined) return `stage: "${missing}"`;
  const unwanted = rule.strings('not_stage').find((stage) => stages.includes(stage));
  return unwanted === undefined ? undefined : `not_stage: "${unwanted}"`;
}

function summary(rule: Fields): string {
  const phase = rule.word('phase', PHASES);
  const stages = rule.strings('stage').map((stage) => `stage: "${stage}"`);
  return [...(phase === undefined ? [] : [`phase: ${phase}`]), ...stages].join(' ');
}
