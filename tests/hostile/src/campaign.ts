import { fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Case, type Crash, caseAt, kindOf, makeFile, openBench, soundFile } from './slice';
import { put } from './kinds';

export interface CampaignResult {
  readonly count: number;
  readonly seed: number;
  readonly crashes: readonly Crash[];
  /** More than 10 s of processor time. */
  readonly hangs: readonly Case[];
  /** More than 1 GB resident. */
  readonly fat: readonly Case[];
}

const MOST_SECONDS = 10;
const MOST_BYTES = 1e9;
const PERIOD = 250;

type Verdict = 'hang' | 'fat' | undefined;

/**
 * Reads `count` hostile files in a process that is watched, and started again behind a case that it does not survive.
 */
export async function inProcess(
  seed: number,
  count: number,
  progress: (done: number) => void,
  only?: string,
): Promise<CampaignResult> {
  const result = { count, seed, crashes: [] as Crash[], hangs: [] as Case[], fat: [] as Case[] };
  for (let begin = 0; begin < count;) {
    let at = begin - 1;
    const child = fork(
      join(__dirname, 'run-slice.js'),
      [...[seed, begin, count].map(String), ...(only === undefined ? [] : [only])],
      { stdio: 'inherit' },
    );
    const watch = watched(child.pid ?? 0, () => child.kill('SIGKILL'));
    child.on('message', (message: { index?: number; crash?: Crash }) => {
      if (message.crash) result.crashes.push(message.crash);
      if (message.index === undefined) return;
      at = message.index;
      watch.again();
      if (at % 1000 === 0) progress(at);
    });
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    const verdict = watch.stop();
    if (verdict === 'hang') result.hangs.push(caseAt(seed, at, only));
    else if (verdict === 'fat') result.fat.push(caseAt(seed, at, only));
    else if (code === 0) break;
    else result.crashes.push({ ...caseAt(seed, Math.max(at, begin), only), error: `the process ended with ${code}` });
    begin = Math.max(at, begin) + 1;
  }
  return result;
}

/** Gives `count` hostile files to the program, a process each. */
export async function byProgram(
  seed: number,
  count: number,
  progress: (done: number) => void,
  only?: string,
): Promise<CampaignResult> {
  const result = { count, seed, crashes: [] as Crash[], hangs: [] as Case[], fat: [] as Case[] };
  const programs = require.resolve('@openbpu/cli/package.json').replace('package.json', 'bin');
  const bench = await openBench();
  try {
    for (let index = 0; index < count; index++) {
      const one = caseAt(seed, index, only);
      const kind = kindOf(one);
      put(kind, await makeFile(one, bench), bench);
      const program = join(programs, `${kind.program ?? 'hb_mapper'}.js`);
      const child = spawn(process.execPath, [program, ...kind.argv], { cwd: bench.folder });
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
      const watch = watched(child.pid ?? 0, () => child.kill('SIGKILL'));
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
      const verdict = watch.stop();
      if (verdict === 'hang') result.hangs.push(one);
      else if (verdict === 'fat') result.fat.push(one);
      else if (
        /This is a bug/.test(said) ||
        !(code === 0 || (code === 1 && /[A-Z]{3}\d{3} error|Strict check FAILED/.test(said)))
      )
        result.crashes.push({
          ...one,
          error: `exit ${code}: ${said.split('\n').find((line) => /bug/.test(line)) ?? said}`,
        });
      put(kind, soundFile(kind, bench), bench);
      if (index % 50 === 0) progress(index);
    }
  } finally {
    await bench.close();
  }
  return result;
}

/** Looks at a process and those it has started; ends it when one case takes too much. */
function watched(pid: number, end: () => void): { again(): void; stop(): Verdict } {
  let verdict: Verdict;
  let began = usage(pid).seconds;
  const timer = setInterval(() => {
    const { seconds, bytes } = usage(pid);
    if (seconds - began > MOST_SECONDS) verdict = 'hang';
    else if (bytes > MOST_BYTES) verdict = 'fat';
    if (verdict) end();
  }, PERIOD);
  return {
    again: () => (began = usage(pid).seconds),
    stop: () => (clearInterval(timer), verdict),
  };
}

/** Processor seconds of a process and its children, and the bytes of the largest of them, as Linux tells them. */
function usage(pid: number): { readonly seconds: number; readonly bytes: number } {
  const read = (file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      return '';
    }
  };
  const fields = read('stat')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
  const children = read(`task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number).map(usage);
  const own = {
    seconds: ((fields[11] || 0) + (fields[12] || 0)) / 100,
    bytes: (Number(read('statm').split(' ')[1]) || 0) * 4096,
  };
  return {
    seconds: children.reduce((sum, { seconds }) => sum + seconds, own.seconds),
    bytes: children.reduce((most, { bytes }) => Math.max(most, bytes), own.bytes),
  };
}
