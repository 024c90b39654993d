import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { JobEvents, debugSensitivity } from '@openbpu/pipeline';
import { type Tensor, decodeNpy } from '@openbpu/tensor';
import { script } from '@openbpu/testkit';
import { bruteForce } from './forced-sensitivities';
import { DISTANCES } from './distances';
import { readCalibrated } from './partly-quantised';

/** How far the two may be apart, times the value where that is larger than 1. */
const TOLERANCE = 1e-6;

/**
 * Sensitivities of a calibrated model, from the debugger and by brute force, which builds a model of its own for every
 * node:
 *
 *   node tests/debugger/dist/brute-force.js net_calibrated_model.onnx calibration_data [node|weight|activation]
 *
 * Prints the largest difference of every metric; ends with 1 where one is above 1e-6, or the nodes differ.
 */
async function main([model, data, type = 'node']: readonly string[]): Promise<number> {
  const bytes = readFileSync(model);
  const { inputs } = readCalibrated(bytes);
  const samples = readSamples(data, inputs);
  const began = performance.now();
  const metrics = Object.keys(DISTANCES);
  const { found } = await debugSensitivity({ model, data, nodeType: type, metrics }, new JobEvents());
  const between = performance.now();
  const { nodes } = await bruteForce(bytes, samples, type, (done, total) => {
    if (done % 50 === 0) process.stderr.write(`${done} of ${total} models\n`);
  });
  const seconds = [between - began, performance.now() - between].map((ms) => (ms / 1000).toFixed(1));
  process.stdout.write(
    `${nodes.size} nodes, ${samples.length} samples: ${seconds[0]} s on one model, ${seconds[1]} s by brute force\n`,
  );
  const missing = [...nodes.keys()].filter((id) => !found.nodes.has(id));
  const more = [...found.nodes.keys()].filter((id) => !nodes.has(id));
  if (missing.length + more.length > 0)
    process.stdout.write(`only by brute force: ${missing.join(', ')}; only the debugger: ${more.join(', ')}\n`);
  let wrong = missing.length + more.length > 0;
  for (const metric of metrics) {
    let [largest, at] = [0, ''];
    for (const [id, values] of nodes) {
      const [a, b] = [new Map<string, number>(found.nodes.get(id)).get(metric) ?? NaN, values.get(metric)!];
      const apart = a === b ? 0 : Math.abs(a - b) / Math.max(1, Math.abs(b));
      if (!(apart <= largest)) [largest, at] = [apart, id];
    }
    if (!(largest <= TOLERANCE)) wrong = true;
    process.stdout.write(`${metric.padEnd(18)} ${largest}${at === '' ? '' : ` at ${at}`}\n`);
  }
  return wrong ? 1 : 0;
}

/** `<folder>/<input>/<i>.npy`, in the order of the numbers. */
function readSamples(folder: string, inputs: readonly string[]): ReadonlyMap<string, Tensor>[] {
  const { length } = readdirSync(join(folder, inputs[0]));
  return Array.from(
    { length },
    (_, i) =>
      new Map(inputs.map((input) => [input, decodeNpy(readFileSync(join(folder, input, `${i}.npy`)))] as const)),
  );
}

script(module, main);
