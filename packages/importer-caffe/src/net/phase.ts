import type { Fields } from '../text/fields';

const PHASES = ['TRAIN', 'TEST'] as const;

/**
 * Why a layer does not take part in the TEST phase (stage and level empty), or undefined when it does. As Caffe: with
 * `include` rules one of them must hold, without them no `exclude` rule may.
 */
export function leftOut(layer: Fields): string | undefined {
  const include = layer.children('include');
  const exclude = layer.children('exclude');
  if (include.length > 0) {
    const broken = include.map(broke);
    return broken.every((reason) => reason !== undefined) ? `include { ${broken[0]} }` : undefined;
  }
  const held = exclude.findIndex((rule) => broke(rule) === undefined);
  return held < 0 ? undefined : `exclude { ${summary(exclude[held])} }`;
}

/** The condition of a rule that the TEST phase does not meet. */
function broke(rule: Fields): string | undefined {
  const phase = rule.word('phase', PHASES);
  if (phase === 'TRAIN') return 'phase: TRAIN';
  const minimum = rule.int('min_level');
  if (minimum !== undefined && minimum > 0) return `min_level: ${minimum}`;
  const maximum = rule.int('max_level');
  if (maximum !== undefined && maximum < 0) return `max_level: ${maximum}`;
  const stage = rule.strings('stage')[0];
  rule.strings('not_stage');
  return stage === undefined ? undefined : `stage: "${stage}"`;
}

function summary(rule: Fields): string {
  const phase = rule.word('phase', PHASES);
  return phase === undefined ? '' : `phase: ${phase}`;
}
