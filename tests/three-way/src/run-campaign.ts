import { script } from '@openbpu/testkit';
import { campaign } from './campaign';

/**
 * A long series, one JSON document at the end and failures as they come:
 *
 *   node tests/three-way/dist/run-campaign.js [first seed] [count]
 */
async function main([first = '0', count = '5000']: readonly string[]): Promise<void> {
  const began = performance.now();
  const result = await campaign(Number(first), Number(count), (done, failures) => {
    if (done % 100 === 0)
      process.stderr.write(
        `${done} graphs, ${failures} failures, ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
      );
  });
  process.stdout.write(`${JSON.stringify({ ...result, seconds: (performance.now() - began) / 1000 }, null, 2)}\n`);
  process.exitCode = result.failures.length > 0 ? 1 : 0;
}

script(module, main);
