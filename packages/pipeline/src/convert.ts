import { writeArtifact } from '@openbpu/artifact';
import { compile } from '@openbpu/compiler';
import { type Recipe, checkInputShape } from '@openbpu/config';
import { DiagnosticError } from '@openbpu/diagnostics';
import type { Graph } from '@openbpu/ir';
import { encodeModel, fragment, writeOnnx } from '@openbpu/onnx';
import { InsertCalibration, Quantise, type Thresholds } from '@openbpu/passes';
import { type RunRecord, RECORD_VERSION } from '@openbpu/record';
import type { DependencyContainer } from 'tsyringe';
import { PIPELINE } from './catalogue';
import { checkConstants } from './check-constants';
import { checkCpuKernels } from './check-cpu-kernels';
import { checkSizes } from './check-sizes';
import { describeInputs } from './input-metadata';
import { modelFacts } from './model-facts';
import { fileNamesOf, foldersOf, modelSource } from './model-source';
import { nodeRows } from './node-rows';
import { dress, tidyAndPlace } from './pass-lists';
import { PassRecorder } from './pass-recorder';
import { portableRecipe } from './portable-recipe';
import { type ResolvedInput, resolveInputs } from './resolve-inputs';
import { importModel, selectBackend } from './select';
import { JUDGED_SAMPLES, calibrate } from './stages/calibrate';
import { DELETED_NODES_FILE, deletedNodesText } from './stages/deleted-nodes-text';
import { CALIBRATION_DATA, dumpSamples } from './stages/dump-samples';
import { estimateModel } from './stages/estimate-model';
import { pack, withPerformance } from './stages/pack';
import { pairedFeeds } from './stages/paired-feeds';
import { outputCosine, prove, withProof } from './stages/prove';
import { removeNodes } from './stages/remove-nodes';
import { calibrationSamples, noiseSamples } from './stages/samples';
import { verifyBin } from './stages/verify-bin';
import { warnOfFallen } from './stages/warn-of-fallen';
import { warnOfFewSamples } from './stages/warn-of-few-samples';
import { warnOfSamples } from './stages/warn-of-samples';
import type { WriteAside } from './stages/write-aside';
import { BACKENDS, EVENTS, IMPORTERS, LANES, OPS, SINK } from './tokens';
import { toolVersions } from './versions';
import { withoutFolders } from './without-folders';

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
export async function convert(
  job: DependencyContainer,
  recipe: Recipe,
  { baseFolder, files }: ConvertPlace,
): Promise<RunRecord> {
  const events = job.resolve(EVENTS);
  const lanes = job.resolve(LANES);
  const context = { ops: job.resolve(OPS), sink: job.resolve(SINK) };
  const backend = selectBackend(job.resolve(BACKENDS), recipe.model.march);
  const { prefix } = recipe.model;
  const recorder = new PassRecorder();
  const source = modelSource(recipe, baseFolder);

  const imported = await events.stage('import', () =>
    importModel(job.resolve(IMPORTERS), source, context.ops, context.sink),
  );
  checkSizes(imported);
  checkCpuKernels(imported, backend);
  const inputs = resolveInputs(recipe, imported);
  const problems = inputs.flatMap((input) => checkInputShape({ ...input.recipe, name: input.name }, input.shape));
  if (problems.length > 0) throw new DiagnosticError(problems);

  const original = await events.stage('dress', async () =>
    (await dress(inputs).run(imported, context, [recorder])).at('original', describeInputs(inputs, 'float')),
  );
  await files.write('original', `${prefix}_original_float_model.onnx`, writeOnnx(original));
  const requests = { runOnCpu: recipe.calibration.runOnCpu, runOnBpu: recipe.calibration.runOnBpu };
  const optimized = await events.stage('optimise', () =>
    tidyAndPlace(backend, requests).run(original, context, [recorder]),
  );
  checkConstants(optimized);
  await files.write('optimized', `${prefix}_optimized_float_model.onnx`, writeOnnx(optimized));

  const samples =
    recipe.calibration.type === 'skip' ? noiseSamples(inputs) : await calibrationSamples(inputs, baseFolder);
  if (recipe.calibration.type === 'skip') context.sink.report(PIPELINE.noSamples({}, { name: 'calibration_type' }));
  warnOfFewSamples(samples, context.sink);
  await warnOfSamples(samples.slice(0, JUDGED_SAMPLES), context.sink);
  if (recipe.model.debugMode === 'dump_calibration_data') {
    await events.stage('dump', () =>
      dumpSamples(samples, files, (done) => events.progress('dump', done, samples.length)),
    );
    events.log(`The calibration data, as the float model is fed with it, goes to ${CALIBRATION_DATA}.`);
  }
  const quantise = (thresholds: Thresholds) => quantiseWith(optimized, thresholds, inputs);
  const judged = await Promise.all(samples.slice(0, JUDGED_SAMPLES).map((sample) => pairedFeeds(sample, inputs)));
  const judge = (thresholds: Thresholds) =>
    outputCosine(optimized, quantise(thresholds).quantized, judged, lanes, (runs) =>
      events.progress('judge', runs, 2 * judged.length),
    );
  const { thresholds, record: calibration } = await events.stage('calibrate', () =>
    calibrate(optimized, inputs, samples, recipe.calibration, judge, {
      ...context,
      lanes,
      events,
      policy: backend.policy,
    }),
  );
  const { calibrated, quantized } = await events.stage('quantise', () => quantise(thresholds));
  await files.write('calibrated', `${prefix}_calibrated_model.onnx`, writeOnnx(calibrated));
  await files.write('quantized', `${prefix}_quantized_model.onnx`, writeOnnx(quantized));

  const proof = await events.stage('prove', () => prove(optimized, quantized, judged[0], lanes));
  if (recipe.calibration.type !== 'skip') warnOfFallen(proof.outputs, context.sink);
  const { content, deleted, performance } = await events.stage('compile', () => {
    const model = compile(quantized, {
      features: backend.features,
      lowering: backend.lowering,
      effort: recipe.compiler,
      fragment: (node, graph) => encodeModel(fragment(node, graph)),
    });
    const whole = pack(model, quantized, {
      inputs,
      versions: toolVersions(),
      recipe: portableRecipe(recipe, baseFolder),
      deletedNodes: [],
    });
    const removed = removeNodes(
      whole,
      { types: recipe.model.removeNodeType, names: recipe.model.removeNodeName },
      context.sink,
    );
    const without = new Set(removed.deleted.map(({ name }) => name));
    const performance = estimateModel(model, quantized, backend.features, { without, perLayer: recipe.compiler.debug });
    return {
      ...removed,
      content: recipe.compiler.debug && performance ? withPerformance(removed.content, performance) : removed.content,
      performance,
    };
  });
  for (const { name, type, from, to, side } of deleted)
    events.log(`Node '${name}' of type '${type}' is removed: the ${side} is now ${side === 'input' ? to : from}`);
  if (deleted.length > 0) await files.write('deleted-nodes', DELETED_NODES_FILE, deletedNodesText(deleted));
  else files.withdraw(DELETED_NODES_FILE);
  const bin = writeArtifact(content);
  await files.write('bin', `${prefix}.bin`, bin);
  const compared = samples.slice(0, VERIFIED_SAMPLES);
  const verification = await events.stage('verify', async () => {
    const feeds = await Promise.all(compared.map(async (sample) => (await pairedFeeds(sample, inputs)).quantised));
    return verifyBin(quantized, bin, feeds, (done) => events.progress('verify', done, feeds.length));
  });

  const rows = nodeRows(optimized);
  return {
    version: RECORD_VERSION,
    command: 'makertbin',
    tool: toolVersions(),
    march: backend.march,
    recipe: portableRecipe(recipe, baseFolder),
    prefix,
    model: modelFacts(optimized, rows, fileNamesOf(source)),
    nodes: withProof(rows, optimized, proof, thresholds.activations),
    outputs: proof.outputs,
    calibration,
    verification,
    ...(performance ? { performance } : {}),
    artifacts: files.records,
    passes: recorder.passes,
    diagnostics: withoutFolders(context.sink.diagnostics, [baseFolder, ...foldersOf(source)]),
  };
}

function quantiseWith(optimized: Graph<'optimized'>, thresholds: Thresholds, inputs: readonly ResolvedInput[]) {
  const calibrated = new InsertCalibration(thresholds).run(optimized);
  const fed = inputs.map(({ name, typeRt, layoutRt }) => ({
    name,
    kind: typeRt === 'featuremap' ? ('featuremap' as const) : ('image' as const),
    layout: layoutRt,
  }));
  const quantized = new Quantise(fed).run(calibrated).at('quantized', describeInputs(inputs, 'quantised'));
  return { calibrated, quantized };
}
