import { script } from '@openbpu/testkit';
import { campaign } from './campaign';

/**
 * A long series, one JSON document at the end:
 *
 *   node tests/foreign-nodes/dist/run-campaign.js [first seed] [seeds for each maker] [maker]
 */
async function main([first = '0', count = '500', kind]: readonly string[]): Promise<void> {
  const began = performance.now();
  const result = await campaign(Number(first), Number(count), kind === undefined ? undefined : [kind]);
  process.stdout.write(`${JSON.stringify({ ...result, seconds: (performance.now() - began) / 1000 }, null, 2)}\n`);
  process.exitCode = result.failures.length > 0 ? 1 : 0;
}

script(module, main);
