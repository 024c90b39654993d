import { CAUSES, type Cause, type Explanation, type Gain } from '@openbpu/analysis';

/** What an explanation says, in lines: the whole error, its causes by gain, and what is left. */
export function explanationText(explanation: Explanation): string {
  const { outputs, samples, error, causes, elsewhere, rest } = explanation;
  return [
    `outputs ${outputs.join(', ')} over ${samples} samples: noise to signal ${real(error)} (${decibels(error)} dB)`,
    lookedText(explanation),
    '    part     gain  cause',
    ...causes.flatMap((cause) => causeLines(cause, error)),
    ...elsewhere
      .filter(({ count }) => count > 0)
      .map(({ kind, count, share }) => `${percent(share)}           ${kind} at ${count} other places`),
    `${percent(rest)}           rest: at no single place`,
  ].join('\n');
}

/** Which model the error is of, and what was looked at of what the quantised model alone has. */
export function lookedText({ quantised, error }: Pick<Explanation, 'quantised' | 'error'>): string {
  if (!quantised.looked) return `of the calibrated model; tables and accumulators were not looked at: ${quantised.why}`;
  const { calibrated, compared } = quantised;
  const against = `${compared} integer nodes were held against the calibrated model`;
  return error === calibrated
    ? `of the calibrated model; ${against}: tables and accumulators add nothing but roundings ` +
        `(quantised model ${real(quantised.error)})`
    : `of the quantised model, that of the calibrated one is ${real(calibrated)}; ${against}`;
}

function causeLines({ kind, node, share, evidence, gains: [best], unmeasured }: Cause, error: number): string[] {
  const gain = best ? percent((best.before - best.after) / error) : '        ';
  const key = best?.cure.key === undefined ? '' : `${best.cure.key}: ${best.cure.value ?? ''}  `;
  const tried = best && `${key}(${best.cure.advice}): ${real(best.before)} -> ${real(best.after)}`;
  return [
    `${percent(share)} ${gain}  ${kind} at ${node}: ${CAUSES[kind]}`,
    ...evidence.map((each) => `                     ${each}`),
    ...(best ? [`                     ${cureWord(best)}: ${tried}`] : []),
    ...unmeasured.map((each) => `                     not measured: ${each}`),
  ];
}

/** What was measured is a cure where it takes something of the error away. */
export function cureWord({ before, after }: Pick<Gain, 'before' | 'after'>): string {
  return after < before ? 'cure' : 'no cure';
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`.padStart(8);
}

function decibels(error: number): string {
  return error === 0 ? 'inf' : (-10 * Math.log10(error)).toFixed(1);
}

function real(value: number): string {
  return String(Number(value.toPrecision(4)));
}
