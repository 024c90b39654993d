import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WALK, commandLine } from './walk-through';
import { ROOT } from './workspace';

it('begins with files of the project', () => {
  for (const file of [
    'examples/road-signs/road-signs.onnx',
    'examples/road-signs/road-signs.yaml',
    'tools/demo/src/draw.ts',
  ])
    expect(existsSync(join(ROOT, file))).toBe(true);
});

it('breaks long commands where it says so', () => {
  expect(commandLine({ intro: '', command: ['a', '--b', '\n', '--c'], shows: () => true })).toBe('$ a --b \\\n    --c');
  for (const step of WALK) expect(commandLine(step)).not.toMatch(/\n(?! {4}--)/);
});

it('shows few rows of a table', () => {
  const [, checker] = WALK;
  expect(
    ['stem   BPU  id(0)', 'down1  BPU  id(0)', 'head_reshape  CPU  --', '    because: so'].map((line) =>
      checker.shows(line),
    ),
  ).toEqual([true, false, true, true]);
});
