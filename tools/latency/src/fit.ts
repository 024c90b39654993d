import { marches } from '@openbpu/pipeline';
import type { Backend, MachineFeatures } from '@openbpu/plugin-api';
import { script } from '@openbpu/testkit';
import { type CompiledNetwork, compiledNetwork } from './compiled-network';
import { fitCpu } from './fit-cpu';
import { fitFeatures, leaveOneOut, squaredLogs } from './fit-features';
import { networks } from './networks';
import { predict } from './predict';
import { type PublishedRow, published } from './published';
import { settingsOf } from './settings';

/** Sizes of SRAM that are tried where none are given, in MiB. */
const SRAM: Readonly<Record<string, readonly number[]>> = { 'bayes-e': [2, 4, 8, 16], bernoulli2: [1] };
/** Programs are tiled for features, so fitted features are fitted again with what is tiled for them. */
const ROUNDS = 2;

interface Fit {
  readonly features: MachineFeatures;
  readonly time: number;
  readonly ddr: number;
  readonly compiled: readonly (CompiledNetwork & { readonly row: PublishedRow })[];
}

/**
 * The BPU's features for one size of SRAM. `time` and `ddr` are mean squares of logarithms, over fitted rows and over
 * vendor estimates of DDR bytes.
 */
async function fitWith(sramBytes: number, backend: Backend): Promise<Fit> {
  const rows = published.filter(
    ({ march, use, staticDdrBytes }) => march === backend.march && (use === 'fit' || staticDdrBytes !== undefined),
  );
  let features: MachineFeatures = { ...backend.features, sramBytes };
  for (let round = 1; ; round++) {
    const compiled = [];
    for (const row of rows) {
      const asked = settingsOf(row.network, backend.march);
      compiled.push({ row, ...(await compiledNetwork(networks[row.network](), { ...backend, features }, asked)) });
    }
    const { at, loss } = fitFeatures(timedRows(compiled, features), features);
    const ddr = compiled.flatMap(({ row, ...each }) =>
      row.staticDdrBytes === undefined ? [] : [predict(row, each, at).ddrBytes / row.staticDdrBytes],
    );
    features = at;
    if (round === ROUNDS) return { features, time: loss, ddr: ddr.length === 0 ? 0 : squaredLogs(ddr), compiled };
  }
}

function timedRows(compiled: Fit['compiled'], { cores }: MachineFeatures) {
  return compiled.flatMap(({ row, ...each }) =>
    row.use === 'fit' && row.fps !== undefined
      ? [{ ...each, network: row.network, bpuMs: (1000 * cores) / row.fps }]
      : [],
  );
}

/**
 * Fits the features of a march to the rows of `published` that are for fitting, and prints them: `node
 * tools/latency/dist/fit.js <march> [MiB of SRAM …]`.
 */
async function main([march, ...sizes]: readonly string[]): Promise<void> {
  const backend = marches().find((each) => each.march === march);
  if (!backend) throw new RangeError(`there is no march "${march}"`);
  const fits: Fit[] = [];
  for (const size of sizes.length > 0 ? sizes.map(Number) : SRAM[backend.march]) {
    const fit = await fitWith(size * 2 ** 20, backend);
    fits.push(fit);
    const {
      macArray: { int8 },
      vectorLanes,
      ddrBytesPerCycle,
      dispatchCycles,
    } = fit.features;
    console.log(
      `${size} MiB: log error of time ${Math.sqrt(fit.time).toFixed(3)}, of DDR bytes ` +
        `${Math.sqrt(fit.ddr).toFixed(3)}; ` +
        `${JSON.stringify({ ...int8, vectorLanes, ddrBytesPerCycle, dispatchCycles })}`,
    );
  }
  const { features, compiled } = fits.reduce((a, b) => (b.time + b.ddr < a.time + a.ddr ? b : a));
  console.log(
    `best: ${features.sramBytes / 2 ** 20} MiB; time of the BPU, every fitted row by the others: ` +
      `mean error ${(100 * leaveOneOut(timedRows(compiled, features), features)).toFixed(1)} %`,
  );
  const fitted = compiled.filter(({ row }) => row.use === 'fit');
  console.log(
    `CPU: ${JSON.stringify(
      fitCpu(
        fitted.map(
          ({ row, ...each }) =>
            (cpu) =>
              predict(row, each, { ...features, cpu }),
        ),
        features,
      ),
    )}`,
  );
}

script(module, main);
