import { readArtifact, writeArtifact } from '@openbpu/artifact';
import { compile } from '@openbpu/compiler';
import { type Recipe, checkInputShape } from '@openbpu/config';
import { DiagnosticError } from '@openbpu/diagnostics';
import type { Graph } from '@openbpu/ir';
import { encodeModel, fragment, writeOnnx } from '@openbpu/onnx';
import { InsertCalibration, Quantise, type Thresholds } from '@openbpu/passes';
import { type RunRecord, RECORD_VERSION } from '@openbpu/record';
import { BinExecutor, Lane, OnnxExecutor, type SampleRef } from '@openbpu/runtime';
import type { DependencyContainer } from 'tsyringe';
import { checkCpuKernels } from './check-cpu-kernels';
import { describeInputs } from './input-metadata';
import { nodeRows } from './node-rows';
import { dress, tidyAndPlace } from './pass-lists';
import { type ResolvedInput, resolveInputs } from './resolve-inputs';
import { importModel, selectBackend } from './select';
import { calibrate } from './stages/calibrate';
import { pack } from './stages/pack';
import { pairedFeeds } from './stages/paired-feeds';
import { outputCosine, prove, withProof } from './stages/prove';
import { calibrationSamples, noiseSamples } from './stages/samples';
import { tappedModel } from './stages/tapped-model';
import { verify } from './stages/verify';
import type { WriteAside } from './stages/write-aside';
import { modelSource } from './model-source';
import { BACKENDS, EVENTS, IMPORTERS, LANES, OPS, SINK } from './tokens';
import { toolVersions } from './versions';

/** How many samples the quantised model and the `.bin` are compared on at the end of a conversion. */
const VERIFIED_SAMPLES = 2;

/** Where a conversion finds and leaves its files. */
export interface ConvertPlace {
  /** Relative paths of the recipe start here. */
  readonly baseFolder: string;
  readonly files: WriteAside;
}

/**
 * ② to ⑩: from a checked recipe to the five model files (written aside) and the record of the run. Throws
 * DiagnosticError for whatever the user can mend.
 */
export async function convert(job: DependencyContainer, recipe: Recipe, { baseFolder, files }: ConvertPlace): Promise<RunRecord> {
  const events = job.resolve(EVENTS);
  const lanes = job.resolve(LANES);
  const context = { ops: job.resolve(OPS), sink: job.resolve(SINK) };
  const backend = selectBackend(job.resolve(BACKENDS), recipe.model.march);
  const { prefix } = recipe.model;

  const imported = await events.stage('import', () => importModel(job.resolve(IMPORTERS), modelSource(recipe, baseFolder), context.ops, context.sink));
  checkCpuKernels(imported, backend);
  const inputs = resolveInputs(recipe, imported);
  const problems = inputs.flatMap((input) => checkInputShape({ ...input.recipe, name: input.name }, input.shape));
  if (problems.length > 0) throw new DiagnosticError(problems);

  const original = await events.stage('dress', async () => (await dress(inputs).run(imported, context)).at('original', describeInputs(inputs, 'float')));
  await files.write('original', `${prefix}_original_float_model.onnx`, writeOnnx(original));
  const requests = { runOnCpu: recipe.calibration.runOnCpu, runOnBpu: recipe.calibration.runOnBpu };
  const optimized = await events.stage('optimise', () => tidyAndPlace(backend, requests).run(original, context));
  await files.write('optimized', `${prefix}_optimized_float_model.onnx`, writeOnnx(optimized));

  const samples = recipe.calibration.type === 'skip' ? noiseSamples(inputs) : await calibrationSamples(inputs, baseFolder);
  const quantise = (thresholds: Thresholds) => quantiseWith(optimized, thresholds, inputs);
  const first = await pairedFeeds(samples[0], inputs);
  const judge = async (thresholds: Thresholds) => outputCosine(optimized, quantise(thresholds).quantized, first, lanes);
  const { thresholds, record: calibration } = await events.stage('calibrate', () =>
    calibrate(optimized, inputs, samples, recipe.calibration, judge, { ...context, lanes, events, policy: backend.policy }));
  const { calibrated, quantized } = await events.stage('quantise', () => quantise(thresholds));
  await files.write('calibrated', `${prefix}_calibrated_model.onnx`, writeOnnx(calibrated));
  await files.write('quantized', `${prefix}_quantized_model.onnx`, writeOnnx(quantized));

  const proof = await events.stage('prove', () => prove(optimized, quantized, first, lanes));
  const content = await events.stage('compile', () => {
    const model = compile(quantized, { features: backend.features, lowering: backend.lowering, fragment: (node, graph) => encodeModel(fragment(node, graph)) });
    return pack(model, quantized, { inputs, versions: toolVersions(), recipe, deletedNodes: [] });
  });
  const bin = writeArtifact(content);
  await files.write('bin', `${prefix}.bin`, bin);
  const verification = await events.stage('verify', () => verifyBin(quantized, bin, samples.slice(0, VERIFIED_SAMPLES), inputs));

  const rows = nodeRows(optimized);
  return {
    version: RECORD_VERSION,
    command: 'makertbin',
    tool: toolVersions(),
    march: backend.march,
    recipe,
    model: modelFacts(optimized, rows),
    nodes: withProof(rows, optimized, proof, thresholds.activations),
    outputs: proof.outputs,
    calibration,
    verification,
    artifacts: files.records,
    passes: [],
    diagnostics: context.sink.diagnostics,
  };
}

function quantiseWith(optimized: Graph<'optimized'>, thresholds: Thresholds, inputs: readonly ResolvedInput[]) {
  const calibrated = new InsertCalibration(thresholds).run(optimized);
  const fed = inputs.map(({ name, typeRt, layoutRt }) => ({ name, kind: typeRt === 'featuremap' ? ('featuremap' as const) : ('image' as const), layout: layoutRt }));
  const quantized = new Quantise(fed).run(calibrated).at('quantized', describeInputs(inputs, 'quantised'));
  return { calibrated, quantized };
}

async function verifyBin(quantized: Graph<'quantized'>, bin: Uint8Array, samples: readonly SampleRef[], inputs: readonly ResolvedInput[]) {
  const lane = new Lane();
  try {
    const binary = await BinExecutor.open(await readArtifact(bin), lane);
    const taps = quantized.nodes.flatMap((node) => node.outputs).filter((id) => binary.tappable.has(id) && quantized.value(id).type.dtype !== 'float32');
    const onnx = await OnnxExecutor.open(lane, tappedModel(quantized, taps), { outputs: quantized.outputs });
    const feeds = await Promise.all(samples.map(async (sample) => (await pairedFeeds(sample, inputs)).quantised));
    return await verify(onnx, binary, feeds, taps);
  } finally {
    await lane.close();
  }
}

function modelFacts(graph: Graph, rows: ReturnType<typeof nodeRows>): RunRecord['model'] {
  const port = (name: string) => {
    const { dtype, shape, layout } = graph.value(name).type;
    return { name, dtype, shape, layout };
  };
  return { name: graph.name, inputs: graph.inputs.map(port), outputs: graph.outputs.map(port), macs: rows.reduce((sum, { macs = 0 }) => sum + macs, 0) };
}
