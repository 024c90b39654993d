import type { MachineFeatures } from '@openbpu/machine';
import { viewRecipe } from '../info/recipe-view';
import type { BoardModel } from '../model/open-model';
import { keyFindings } from './key-findings';
import type { PerfReport } from './perf-report';
import { perfSubgraph } from './perf-subgraph';
import { predictModel } from './predict-model';
import { rooflineOf } from './roofline';
import { structureOf } from './structure';
import { timedRows } from './timed-rows';
import { timelineOf } from './timeline';
import { whatIf } from './what-if';

export interface PerfOptions {
  /** The most spans of the timeline. */
  readonly most?: number;
  /** Microseconds of an inference on one core, of a model for several, where they are known. */
  readonly oneCoreUs?: number;
}

/** Spans that a viewer still moves freely. */
const MOST_SPANS = 60_000;

/** Everything that is told of the speed of a compiled model; equal models give equal reports. */
export function perfReport(
  { name, header, programs }: Pick<BoardModel, 'name' | 'header' | 'programs'>,
  features: MachineFeatures,
  { most = MOST_SPANS, oneCoreUs }: PerfOptions = {},
): PerfReport {
  const recipe = viewRecipe(header.recipe);
  const { debug = false } = recipe.compiler;
  const rows = timedRows({ header, programs }, features);
  const subgraphs = rows.flatMap((row) =>
    row.time.on === 'BPU' ? [perfSubgraph(row, row.time, header, features, debug)] : [],
  );
  const cpuRows = rows.flatMap(({ name: row, time }) =>
    time.on === 'CPU' ? [{ name: row, latencyUs: time.latencyUs }] : [],
  );
  const sum = (of: (each: (typeof subgraphs)[number]) => number) =>
    subgraphs.reduce((total, each) => total + of(each), 0);
  const inferenceUs = features.cpu.inferenceSeconds * 1e6;
  const predicted = predictModel({ header, programs }, features);
  return {
    model: name,
    graph: header.graphName,
    march: header.march,
    tool: `${header.tool.name} ${header.tool.version}`,
    ...(features.assumed ? { assumed: true } : {}),
    batch: recipe.inputBatch ?? 1,
    cores: subgraphs.reduce((cores, each) => Math.max(cores, each.cores), 1),
    debug,
    bpuUs: sum(({ latencyUs }) => latencyUs),
    ddrLoadBytes: sum(({ ddrLoadBytes }) => ddrLoadBytes),
    ddrStoreBytes: sum(({ ddrStoreBytes }) => ddrStoreBytes),
    macs: sum(({ macs }) => macs),
    cpuUs: cpuRows.reduce((total, { latencyUs }) => total + latencyUs, 0),
    inferenceUs,
    latencyUs: rows.reduce((total, { time }) => total + time.latencyUs, 0) + inferenceUs,
    ...(predicted ? { fps: predicted.fps, threads: predicted.threads } : {}),
    ...(predicted?.range ? { range: predicted.range } : {}),
    protocol: features.cpu.protocol,
    cpuRows,
    subgraphs,
    structure: structureOf(header, rows),
    timeline: timelineOf(rows, features, { layers: debug, most }),
    roofline: rooflineOf(subgraphs, programs.values(), features),
    keys: keyFindings(recipe, header, rows, features, oneCoreUs),
    whatIf: whatIf({ header, programs }, features, oneCoreUs),
  };
}
