import { existsSync, readFileSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { tune } from '@openbpu/api';
import { runProgram } from '@openbpu/cli/testing';
import { bytesOf } from '@openbpu/tensor';
import { chromium } from 'playwright-core';
import { Desk } from './desk';
import { sample } from './guide-net';

const PATIENCE = 120_000;
const CHROMIUM = process.env.OPENBPU_CHROMIUM ?? '/usr/bin/chromium';
const LINE = 'tune --config recipe.yaml --model-type onnx --threads 1';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
  for (let i = 0; i < 12; i++) desk.put(`samples_f32/${i}.bin`, bytesOf(sample(i)));
}, PATIENCE);
afterAll(() => desk.close());

const run = (line: string) => desk.in(() => runProgram(line.split(' ')));
const tuned = (folder: string) => JSON.parse(desk.read(`${folder}/tune.json`)) as unknown;

it(
  'tells the front, what it chose and what to type next, and converts to what it told',
  async () => {
    const { code, stdout } = await run(LINE);
    expect(code).toBe(0);
    expect(stdout).toMatch(/points? measured on 4 samples held back from the 8 that thresholds are found on/);
    const next = /Next: hb_mapper (.*)/.exec(stdout)![1];
    const [, ms, cosine] = /makertbin then finds, .*: ([\d.]+) ms, cosine (\S+)\./.exec(stdout)!;
    const { code: converted, stdout: said } = await run(`${next} --threads 1 --json`);
    expect(converted).toBe(0);
    const record = JSON.parse(said) as { performance: { latencyUs: number }; outputs: { cosine: number }[] };
    expect((record.performance.latencyUs / 1000).toFixed(3)).toBe(ms);
    expect(record.outputs[0].cosine.toFixed(6)).toBe(cosine.split(',')[0]);
  },
  PATIENCE,
);

it(
  'is a function of the API too, with the same result',
  async () => {
    const lines: string[] = [];
    const { tuning, folder } = await desk.in(() =>
      tune({
        config: 'recipe.yaml',
        modelType: 'onnx',
        saveDir: 'api',
        threads: 1,
        on_log: (text) => lines.push(text),
      }),
    );
    expect(folder).toBe(desk.at('api'));
    expect(tuned('api')).toEqual(JSON.parse(JSON.stringify(tuning)));
    expect(tuned('out/tune')).toEqual(tuned('api'));
    expect(lines.join('\n')).toContain('Chosen: point');
  },
  PATIENCE,
);

it(
  'ends with 2 where no point reaches the goal, and writes the front all the same',
  async () => {
    rmSync(desk.at('out/tune'), { recursive: true });
    const { code, stdout, stderr } = await run(`${LINE} --target-cosine 1 --json`);
    expect(code).toBe(2);
    expect(stderr).toContain('PIP204');
    const { tuning, work } = JSON.parse(stdout) as { tuning: { reached: boolean }; work: { prices: number } };
    expect([tuning.reached, work.prices]).toEqual([false, 0]);
    expect(existsSync(desk.at('out/tune/tuned.yaml'))).toBe(true);
  },
  PATIENCE,
);

(existsSync(CHROMIUM) ? it : it.skip)(
  'draws a page that opens by itself, light and dark',
  async () => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    try {
      const papers = new Set<string>();
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, colorScheme });
        const wrong: string[] = [];
        page.on('console', (message) => wrong.push(message.text()));
        page.on('pageerror', (error) => wrong.push(String(error)));
        page.on('request', (request) => void (request.url().startsWith('file:') || wrong.push(request.url())));
        await page.goto(pathToFileURL(desk.at('api/tune.html')).href);
        const { points } = JSON.parse(readFileSync(desk.at('api/tune.json'), 'utf8')) as { points: unknown[] };
        expect(await page.locator('svg circle:visible').count()).toBe(points.length);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1000);
        papers.add(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'));
        expect(wrong).toEqual([]);
      }
      expect(papers.size).toBe(2);
    } finally {
      await browser.close();
    }
  },
  PATIENCE,
);
