import type { DoctorInput, DoctorReport, DoctorSuspect } from './doctor';

/** So many suspects are shown; further ones are in the JSON. */
const SHOWN = 5;

/** What a doctor's report says, in lines: of every input what it looked at, what it found, and what mends it. */
export function doctorText({ inputs, samples, looked, threshold }: DoctorReport): string[] {
  const some =
    looked < samples ? `the first ${looked} of ${samples}` : samples === 1 ? 'the only one' : `all ${samples}`;
  return inputs.flatMap((input) => [
    `input "${input.input}": ${some} samples`.replace('only one samples', 'only sample'),
    ...linesOf(input, threshold),
  ]);
}

function linesOf(
  { range: [low, high], kind, suspects, alarm, margin, flaws, runs }: DoctorInput,
  threshold: number,
): string[] {
  const values = low > high ? 'cannot be read as the recipe says' : `hold ${short(low)} to ${short(high)} (${kind})`;
  const told = suspects.slice(0, SHOWN);
  return [
    `  values ${values}; the net was run ${runs} times`,
    ...counted(flaws),
    alarm
      ? `  likely a mistake: ${suspects[0].words} ` +
        `(evidence ${suspects[0].evidence.toFixed(1)}, ${margin.toFixed(1)} ahead)`
      : '  nothing speaks for a mistake',
    ...(alarm ? cureLines(suspects[0]) : []),
    ...(told.length > 0 ? [`  evidence (${threshold} is an alarm), and of it what the net says:`] : []),
    ...told.map(
      ({ evidence, gain, mistake, words }) =>
        `  ${evidence.toFixed(1).padStart(8)} ${gain.toFixed(1).padStart(7)}  ${mistake.padEnd(22)} ${words}`,
    ),
  ];
}

function cureLines({ why, cure: { key, value, advice } }: DoctorSuspect): string[] {
  const line = value === undefined ? `${key}: ${advice}` : `${key}: '${value}'${advice ? `   (${advice})` : ''}`;
  return [...why.map((reason) => `    because ${reason}`), `    in the recipe: ${line}`];
}

function counted({ count, solid, exposed, alike }: DoctorInput['flaws']): string[] {
  const found = [
    [solid.length, 'of one colour'],
    [exposed.length, 'nearly all white or black'],
    [alike.length, 'nearly the same as others'],
  ] as const;
  const told = found.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return told.length > 0 ? [`  of ${count} pictures ${told.join(', ')}`] : [];
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
