import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { EFFORTS, type Effort } from '@openbpu/pipeline';
import { LanePool } from '@openbpu/runtime';
import { script } from '@openbpu/testkit';
import { DATA, HAVE_DATA } from './data';
import { judgedNet } from './judged-net';
import { NETS } from './nets';
import { HEAD, cellsOf, lineOf } from './table';

const CALIBRATION = 100;
const IMAGES = 400;

/**
 * Converts trained networks and compares what they answer on pictures before and after: boxes, masks, points, classes.
 * A row a network: what is right of the float and of the quantised model where that is known, how far their answers
 * agree, the drop in points with its interval, and the output that suffers most by its mean cosine. Pictures that
 * calibrate are never among those that judge.
 *
 *   node tests/answers/dist/run.js [--net NAME …] [--images N] [--calibration TYPE] [--effort N] [--samples N]
 *     [--folder F] [--dump F] [--json]
 *
 * `--json` prints a line of JSON a network, with all digits. Conversions are kept in `--folder`, where it is given, for
 * the next time; `--dump` writes outputs of both models, for decoders of others such as tests/answers/check/yolox.py.
 */
async function main(words: readonly string[]): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const option = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
  const named = words.filter((_, i) => words[i - 1] === '--net');
  const unknown = named.find((name) => !NETS.some((net) => net.name === name));
  if (unknown !== undefined) throw new TypeError(`there is no net "${unknown}"`);
  if (!HAVE_DATA) {
    say(`skipped: there are no networks at ${DATA}`);
    return 0;
  }
  const effort = effortOf(option('--effort'));
  const way = {
    calibration: option('--calibration') ?? 'default',
    samples: Number(option('--samples') ?? CALIBRATION),
    ...(effort === undefined ? {} : { effort }),
  };
  const images = Number(option('--images') ?? IMAGES);
  const dumped = option('--dump');
  const dump = dumped === undefined ? {} : { dump: dumped };
  const kept = option('--folder');
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'answers-')));
  const lanes = new LanePool();
  let refused = 0;
  try {
    if (!words.includes('--json')) say(lineOf(HEAD));
    for (const net of NETS.filter(({ name }) => named.length === 0 || named.includes(name))) {
      try {
        const found = await judgedNet(net, { way, folder, pictures: images, ...dump }, lanes);
        say(words.includes('--json') ? JSON.stringify({ ...way, ...found }) : lineOf(cellsOf(found)));
      } catch (error) {
        if (!(error instanceof DiagnosticError)) throw error;
        refused++;
        say(`${net.name}: ${error.message}`);
      }
    }
  } finally {
    await lanes.close();
    if (kept === undefined) await rm(folder, { recursive: true, force: true });
  }
  return refused > 0 ? 1 : 0;
}

function effortOf(word: string | undefined): Effort | undefined {
  if (word === undefined) return undefined;
  const found = EFFORTS.find((effort) => `${effort}` === word);
  if (found === undefined) throw new TypeError(`there is no effort "${word}"`);
  return found;
}

script(module, main);
