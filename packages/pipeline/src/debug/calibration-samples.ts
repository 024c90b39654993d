import { statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { ANALYSIS, type Samples } from '@openbpu/analysis';
import { fail } from '@openbpu/diagnostics';
import type { GraphView, ValueId } from '@openbpu/ir';
import { type SampleInput, loadSample } from '@openbpu/runtime';
import { type Tensor, makeTensor } from '@openbpu/tensor';
import { listFolder, listSubfolders } from '@openbpu/vision';
import { escapeName } from '../run/save-tensors';

/** What samples are called in messages, and the endings of their files. */
const WHAT = 'calibration samples';
const SAMPLE = /\.(npy|bin)$/i;

/**
 * The samples that a conversion left: `<folder>/<input>/<i>.npy`, or raw `.bin` of the input's type, in the order of
 * their numbers; the files of the only input may lie in `folder` itself. Throws DiagnosticError for a folder that is
 * not there, inputs without samples, and samples that some inputs lack; `feeds` for a file that does not fit.
 */
export function calibrationSamples(folder: string, graph: GraphView): Samples {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    fail(ANALYSIS.noData({ folder }, { name: folder, file: folder }));
  const files = graph.inputs.map((input) => [input, filesOf(folder, input, graph)] as const);
  const [[first, named], ...others] = files;
  for (const [input, own] of others) {
    missing(first, named, input, own);
    missing(input, own, first, named);
  }
  const names = [...named.keys()].sort(byNumber);
  return {
    count: names.length,
    async feeds(index) {
      const inputs = files.map(([input, own]) => fileInput(input, own.get(names[index])!, graph));
      const loaded = await loadSample({ inputs });
      return new Map(
        loaded.map(({ name, dtype, shape, data }): [ValueId, Tensor] => [name, makeTensor(dtype, shape, data)]),
      );
    },
  };
}

/** By name without its ending: where the sample of an input lies. */
function filesOf(folder: string, input: ValueId, { inputs }: GraphView): ReadonlyMap<string, string> {
  const there = listSubfolders(folder);
  const own = [escapeName(input), input].find((name) => there.includes(name));
  if (own === undefined && (inputs.length > 1 || there.length > 0))
    fail(ANALYSIS.noInputData({ folder, input, there }, { name: input, file: folder }));
  const place = own === undefined ? folder : join(folder, own);
  const files = listFolder(place, WHAT, (name) => SAMPLE.test(name));
  return new Map(files.map((file) => [basename(file, extname(file)), file]));
}

function missing(
  input: ValueId,
  own: ReadonlyMap<string, string>,
  other: ValueId,
  others: ReadonlyMap<string, string>,
): void {
  for (const [sample, file] of own)
    if (!others.has(sample)) fail(ANALYSIS.unpairedData({ input, sample, other }, { name: input, file }));
}

function fileInput(name: ValueId, file: string, graph: GraphView): SampleInput {
  const { dtype, shape } = graph.value(name).type;
  return { kind: 'file', name, file, dtype, fed: dtype, shape, feed: { kind: 'none' } };
}

/** 2 stands before 10; names that are no numbers stay behind those that are, in the order of their letters. */
function byNumber(a: string, b: string): number {
  return numberOf(a) - numberOf(b);
}

function numberOf(name: string): number {
  return /^\d+$/.test(name) ? Number(name) : Number.MAX_VALUE;
}
