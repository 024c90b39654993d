import { Lane } from '@openbpu/runtime';
import { script } from '@openbpu/testkit';
import { colourError, colourPaths, pathName } from './colour-path';

/** More than one step of the scale of what the network sees is an error. */
const MOST_STEPS = 1;

/**
 * Every way of a picture into a network against float64. Prints a table of the largest error of each, over layouts, in
 * steps; exit code 1 where one is above a step:
 *
 *   node tests/matrix/dist/run-colour-paths.js [from] [count]
 */
async function main([start = '0', length = 'Infinity']: readonly string[]): Promise<void> {
  const [from, count] = [Number(start), Number(length)];
  const lane = new Lane({ isolated: true });
  const paths = colourPaths().slice(from, from + count);
  const errors = new Map<string, Map<string, number>>();
  for (const path of paths) {
    const row = errors.get(pathName(path)) ?? new Map<string, number>();
    errors.set(pathName(path), row);
    const error = await colourError(path, lane);
    row.set(path.march, Math.max(row.get(path.march) ?? 0, error));
  }
  await lane.close();
  const marches = [...new Set(paths.map(({ march }) => march))];
  process.stdout.write(
    `${'largest error in steps'.padEnd(44)}${marches.map((march) => march.padStart(12)).join('')}\n`,
  );
  let most = 0;
  for (const [name, row] of errors) {
    const cells = marches.map((march) => row.get(march));
    most = cells.reduce<number>((largest, error = 0) => Math.max(largest, error), most);
    process.stdout.write(
      `${name.padEnd(44)}${cells.map((error) => (error?.toFixed(3) ?? '').padStart(12)).join('')}\n`,
    );
  }
  process.stdout.write(`${paths.length} paths, largest error ${most.toFixed(3)} steps\n`);
  process.exitCode = most > MOST_STEPS ? 1 : 0;
}

script(module, main);
