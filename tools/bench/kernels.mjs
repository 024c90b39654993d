/**
 * Times every variant of every kernel of @openbpu/kernels (built) on one core and prints one JSON document:
 * `pointwise`, `conv3x3`, `depthwise` in GMAC/s, `int16` with the least of the ratios of an int16 variant of a
 * convolution to the int8 one and all of them, and `variants` in GMAC/s or, where there are no products, G elements/s.
 * The figure is the best of the runs that fit into BENCH_MS milliseconds (default 200) after as many to warm up.
 *
 *     node tools/bench/kernels.mjs
 */
import '../dev/help.mjs';
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

/** Each int16 variant of a convolution over the int8 variant of the same shape. */
const ratios = Object.fromEntries(
  Object.entries(variants).flatMap(([name, speed]) => {
    const narrow = variants[name.replace(/^(gemm|conv|dwconv)S16(-modulo)?/, '$1S8')];
    return /^(gemm|conv|dwconv)S16/.test(name) && narrow ? [[name, Number((speed / narrow).toFixed(2))]] : [];
  }),
);

const summary = {
  pointwise: variants['gemmS8/pointwise'],
  conv3x3: variants['convS8/3x3'],
  depthwise: variants['dwconvS8/3x3'],
  int16: { least: Math.min(...Object.values(ratios)), ratios },
  variants,
};
process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
