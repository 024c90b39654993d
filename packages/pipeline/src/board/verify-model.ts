import { openArtifactFile, tensorOf } from '@openbpu/artifact';
import {
  BOARD,
  type CheckedTensor,
  type ModelPair,
  USUAL_DIGITS,
  checkLines,
  compareValues,
  pairModels,
} from '@openbpu/board';
import { CollectingSink, type Diagnostic, type Sink, fail } from '@openbpu/diagnostics';
import type { CustomOps } from '@openbpu/custom-op';
import type { Budget } from '@openbpu/guard';
import { Concat } from '@openbpu/ops';
import type { Feeds, Lane } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import { loadCustomOps } from '../custom/load-custom-ops';
import type { JobEvents } from '../events';
import { type OnnxFile, foreignLane, openModel, openOnnx, readOnnx } from '../run/open-model';
import { relayout } from '../stages/paired-feeds';
import { quantisedFace } from './quantised-face';
import { type Given, givenItems, quantisedFeeds } from './verify-feeds';

export interface VerifyRequest {
  /** The quantised model of a conversion. */
  readonly quantised: string;
  /** The `.bin` of the same. */
  readonly bin: string;
  /** For the first inputs, in order: a picture, `.npy` or raw `.bin`; what is left is drawn. */
  readonly files: readonly string[];
  /** Digits behind the point that are compared; 5 if absent. */
  readonly digits?: number;
  /** The address of a board, which nothing here can reach. */
  readonly board?: string;
  /** What the models may take; see docs/limits.md. */
  readonly budget?: Budget;
  /** Modules of custom operators, from the current folder. */
  readonly customOps?: readonly string[];
}

export interface VerifyResult {
  readonly passed: boolean;
  readonly digits: number;
  /** Outputs first, in their order. */
  readonly checked: readonly CheckedTensor[];
  /** As the guide prints it, tensor by tensor. */
  readonly lines: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Runs a quantised model in ONNX Runtime and the `.bin` on the simulator on one input, and holds every output and
 * every input against each other; at the cut where nodes of the edge were deleted. They run in a process of their own,
 * or in `lane`. Throws DiagnosticError for whatever the user can mend.
 */
export async function verifyModel(request: VerifyRequest, events: JobEvents, lane?: Lane): Promise<VerifyResult> {
  const { quantised, bin, files, digits = USUAL_DIGITS, board } = request;
  const sink = new CollectingSink();
  const heard = { report: (diagnostic: Diagnostic) => (sink.report(diagnostic), events.diagnostic(diagnostic)) };
  if (board !== undefined) heard.report(BOARD.noBoard({ address: board }, { name: '-a' }));
  const { packed, models } = await openArtifactFile(bin);
  if (packed) return fail(BOARD.packRefused({}, { name: bin, file: bin }));
  const onnx = readOnnx(quantised);
  const face = quantisedFace(onnx);
  const { header } = models[0].artifact;
  const pair = pairModels(face, bin, header);
  const items = await givenItems(pair, header, { described: face.inputs, files }, heard);
  const ops = await loadCustomOps(request.customOps ?? []);
  const within = lane ?? foreignLane(request.budget, ops);
  try {
    const { wanted, found, fed } = await bothRun({ onnx, bin, pair, items, ops, lane: within, sink: heard });
    const checked = [...outputChecks(pair, wanted, found, digits), ...inputChecks(pair, fed, wanted, found, digits)];
    return {
      passed: checked.every(({ mismatches }) => mismatches === 0),
      digits,
      checked,
      lines: checked.flatMap(checkLines),
      diagnostics: sink.diagnostics,
    };
  } finally {
    if (!lane) await within.close();
  }
}

interface BothModels {
  readonly onnx: OnnxFile;
  readonly bin: string;
  readonly pair: ModelPair;
  readonly items: readonly Given[];
  readonly ops: CustomOps;
  readonly lane: Lane;
  readonly sink: Sink;
}

interface BothResults {
  /** What the quantised model was fed with, and what it gave, item by item. */
  readonly fed: readonly Feeds[];
  readonly wanted: readonly Feeds[];
  /** What the `.bin` gave: its outputs, and its inputs as its first steps take them. */
  readonly found: Feeds;
}

/** The quantised model first, item by item, then the `.bin` on all of them. */
async function bothRun({ onnx, bin, pair, items, ops, lane, sink }: BothModels): Promise<BothResults> {
  const fed = items.map((item) => quantisedFeeds(pair, item));
  const wanted: Feeds[] = [];
  const reference = (await openOnnx(onnx, lane, sink, ops, tapsOf(pair))).executor;
  try {
    for (const feeds of fed) wanted.push(await reference.run(feeds, tapsOf(pair)));
  } finally {
    await reference.close();
  }
  const binary = (await openModel(bin, lane, sink, ops)).executor;
  try {
    const given = pair.inputs.map(({ input, cut }) => {
      const tensors = cut === undefined ? items.map((item) => item.get(input.name)!) : tapped(wanted, cut);
      return [input.name, stacked(tensors)] as const;
    });
    const starts = pair.inputs.map(({ input }) => tensorOf(input));
    return { fed, wanted, found: await binary.run(new Map(given), starts) };
  } finally {
    await binary.close();
  }
}

/** What is asked of the quantised model besides its own outputs. */
function tapsOf({ inputs, outputs }: ModelPair): string[] {
  return [...new Set([...outputs.map(({ tensor }) => tensor), ...inputs.flatMap(({ cut }) => cut ?? [])])];
}

function tapped(results: readonly Feeds[], tensor: string): Tensor[] {
  return results.map((each) => each.get(tensor)!);
}

/** The tensors of a batch as one, one after the other. */
function stacked(tensors: readonly Tensor[]): Tensor {
  return tensors.length === 1 ? tensors[0] : Concat.eval(tensors, { axis: 0 })[0];
}

function outputChecks({ outputs }: ModelPair, wanted: readonly Feeds[], found: Feeds, digits: number): CheckedTensor[] {
  return outputs.map(({ name, tensor, perItem }) => {
    const own = tapped(perItem ? wanted : wanted.slice(0, 1), tensor);
    return checkOf('output', name, tensor, [stacked(own), found.get(name)!], digits);
  });
}

/** What the two models were fed with, as their first nodes take it. */
function inputChecks(
  { inputs }: ModelPair,
  fed: readonly Feeds[],
  wanted: readonly Feeds[],
  found: Feeds,
  digits: number,
): CheckedTensor[] {
  return inputs.map(({ input, given, quantised, cut }) => {
    const own =
      cut === undefined
        ? tapped(fed, input.name).map((tensor) => relayout(tensor, quantised.layout, given.layout))
        : tapped(wanted, cut);
    const tensor = tensorOf(input);
    return checkOf('input', input.name, tensor, [stacked(own), found.get(tensor)!], digits);
  });
}

function checkOf(
  side: CheckedTensor['side'],
  name: string,
  tensor: string,
  [wanted, found]: readonly [Tensor, Tensor],
  digits: number,
): CheckedTensor {
  const { dtype, shape } = found;
  const cut = tensor === name ? {} : { tensor };
  return { side, name, ...cut, dtype, shape, ...compareValues(wanted, found, digits) };
}
