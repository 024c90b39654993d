import { ALARM, type Diagnosis, type Mistake, type Patient, diagnose, pictureFlaws } from '@openbpu/analysis';
import { LanePool } from '@openbpu/runtime';
import { script } from '@openbpu/testkit';
import { readCase, readOther } from './healthy';
import { DATA, HAVE_DATA, NETS, OTHERS } from './nets';
import { PLANTS } from './plants';

/**
 * Makes every mistake with trained networks and asks the doctor for it: a row a network, a column a mistake, each with
 * the place that the mistake has among the suspects (`1`, `2`, …), `-` where nothing is told of it, `.` where it cannot
 * be made. The first column is the alarm on samples as they should be, by the doctor and as `makertbin` looks. Without
 * names the networks are those that the published figures are of; with `--all` all that take pictures, with `--clean`
 * all and nothing planted. What healthy networks give at most is printed at the end: what an alarm has to be above.
 * Exit code 1 where an alarm is false, or less than 90 % of the mistakes are found as the
 * first or the second suspect.
 *
 *   node tests/doctor/dist/run.js [--all] [--clean] [--samples N] [--runs N] [--verbose] [network …]
 */
async function main(argv: readonly string[]): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (!HAVE_DATA) {
    say(`skipped: there are no networks at ${DATA}`);
    return;
  }
  const number = (name: string, otherwise: number) =>
    argv.includes(name) ? Number(argv[argv.indexOf(name) + 1]) : otherwise;
  const names = argv.filter(
    (word, i) => !word.startsWith('--') && !['--samples', '--runs'].includes(argv[i - 1] ?? ''),
  );
  const clean = argv.includes('--clean');
  const nets = NETS.filter(({ name, chosen }) =>
    names.length > 0 ? names.includes(name) : clean || argv.includes('--all') || chosen,
  );
  const choice = { samples: number('--samples', 64), runs: number('--runs', 8) };
  const columns = clean ? [] : (Object.keys(PLANTS) as Mistake[]);
  say(['network'.padEnd(22), 'clean', ...columns].join('  '));
  const total = { planted: 0, found: 0, alarms: 0 };
  const most = new Map<Mistake, { readonly evidence: number; readonly net: string }>();
  const lanes = new LanePool();
  try {
    for (const net of nets) {
      const of = await readCase(net, choice.samples, lanes.lane);
      const asked = async (patient: Patient) => diagnose({ ...of, patient, lanes, runs: choice.runs });
      const healthy = await asked(of.healthy);
      const briefly = await diagnose({ ...of, patient: of.healthy, lanes, runs: 1, brief: true });
      const { solid, exposed, alike } = pictureFlaws(of.healthy.samples, of.healthy.input, healthy.range);
      for (const { mistake, evidence } of [...healthy.findings, ...briefly.findings])
        if (evidence > (most.get(mistake)?.evidence ?? -Infinity)) most.set(mistake, { evidence, net: net.name });
      const alarm = told(healthy).length + told(briefly).length + solid.length + exposed.length + alike.length > 0;
      const cells = [alarm ? 'ALARM' : 'ok   '];
      if (alarm) total.alarms++;
      const notes = [noteOf('clean', healthy)];
      for (const mistake of columns) {
        const patient = PLANTS[mistake]!(of.healthy);
        const found = patient && (await asked(patient));
        const place = found ? told(found).findIndex((finding) => finding.mistake === mistake) + 1 : 0;
        if (found) total.planted++;
        if (place === 1 || place === 2) total.found++;
        cells.push((found ? String(place || '-') : '.').padEnd(mistake.length));
        if (found) notes.push(noteOf(mistake, found));
      }
      say([net.name.padEnd(22), ...cells].join('  '));
      if (argv.includes('--verbose')) notes.forEach(say);
    }
    for (const net of OTHERS.filter(({ name }) => names.includes(name) || (clean && names.length === 0))) {
      const { graph, patients, feeds } = await readOther(net, choice.samples, lanes.lane);
      const found: Diagnosis[] = [];
      for (const patient of patients)
        found.push(await diagnose({ graph, patient, others: feeds, lanes, runs: choice.runs }));
      const wrong = found.filter((each) => told(each).length > 0);
      if (wrong.length > 0) total.alarms++;
      say(`${net.name.padEnd(22)}  ${wrong.length > 0 ? 'ALARM' : 'ok'}`);
      if (argv.includes('--verbose')) found.forEach((each) => say(noteOf('clean', each)));
    }
  } finally {
    await lanes.close();
  }
  const { planted, found, alarms } = total;
  const highest = [...most].sort(([, a], [, b]) => b.evidence - a.evidence);
  say(`most evidence on healthy networks (${ALARM} is an alarm):`);
  for (const [mistake, { evidence, net }] of highest)
    say(`${evidence.toFixed(1).padStart(8)}  ${mistake.padEnd(22)} ${net}`);
  say(`${alarms} false alarms; ` + `${found} of ${planted} planted mistakes are the first or the second suspect`);
  if (alarms > 0 || found < 0.9 * planted) process.exitCode = 1;
}

/** What is told: the suspects of a diagnosis whose evidence is an alarm. */
function told({ findings }: Diagnosis): Diagnosis['findings'] {
  const first = findings[0];
  return first && first.evidence >= ALARM ? findings.filter(({ evidence }) => evidence > 0) : [];
}

function noteOf(what: string, { findings, margin, range }: Diagnosis): string {
  const all = findings.map(({ mistake, evidence, gain }) => `${mistake} ${evidence.toFixed(2)} (${gain.toFixed(2)})`);
  return `    ${what}: ${range.kind}; ${all.join(', ')}; margin ${margin.toFixed(2)}`;
}

script(module, main);
