/**
 * Times every variant of every kernel of @openbpu/kernels (built) on one core and prints one JSON document:
 * `pointwise`, `conv3x3`, `depthwise` in GMAC/s, and `variants` in GMAC/s or, where there are no products, G elements/s.
 * The figure is the best of the runs that fit into BENCH_MS milliseconds (default 200) after as many to warm up.
 */
import { Draw, kernelVariants, loadKernels } from '@openbpu/kernels';

const budget = Number(process.env.BENCH_MS ?? 200);
const kernels = loadKernels();

function best(run) {
  let least = Infinity;
  const end = performance.now() + budget;
  do {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  } while (performance.now() < end);
  return least / 1000;
}

const variants = {};
for (const variant of kernelVariants()) {
  const { run, work } = variant.timed(kernels, new Draw(1, 'typical'));
  best(run);
  variants[variant.name] = Number((work / best(run) / 1e9).toFixed(2));
}

const summary = {
  pointwise: variants['gemmS8/pointwise'],
  conv3x3: variants['convS8/3x3'],
  depthwise: variants['dwconvS8/3x3'],
  variants,
};
process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
