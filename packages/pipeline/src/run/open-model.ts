import { dirname, extname, resolve } from 'node:path';
import { type ArtifactHeader, openArtifact, tensorOf } from '@openbpu/artifact';
import { CustomOps } from '@openbpu/custom-op';
import { DiagnosticError, fail, type Sink } from '@openbpu/diagnostics';
import { type Budget, FILE_KINDS, readUserFile } from '@openbpu/guard';
import {
  type ModelProto,
  decodeModel,
  encodeModel,
  externalDataLoader,
  withExternalData,
  withOutputs,
} from '@openbpu/onnx';
import { BinInLane, type Executor, Lane, OnnxExecutor } from '@openbpu/runtime';
import { PIPELINE } from '../catalogue';
import { readCustomOps } from '../custom/custom-metadata';
import { requireModules, requireOperators } from '../custom/require-modules';
import { type InputMetadata, isFromNoise, readInputMetadata } from '../input-metadata';
import { readOutputMetadata } from '../output-metadata';
import { chainOfRecipe } from '../picture-chain';
import { foreignModel, refuse } from './foreign-model';
import type { OutputScale } from './first-scores';

/** A model file ready to run, and what is known of how to feed it. */
export interface OpenedModel {
  readonly executor: Executor;
  /** Absent for an ONNX file this tool did not write. */
  readonly inputs?: readonly InputMetadata[];
  /** Of integer outputs, by name. */
  readonly scales?: ReadonlyMap<string, OutputScale>;
}

/**
 * A process for models nobody vouches for, which ends when one takes more than `budget`. It starts at once, and has the
 * modules of `ops`.
 */
export function foreignLane(budget?: Budget, { modules }: CustomOps = new CustomOps()): Lane {
  const lane = new Lane({ isolated: true, modules, ...(budget ? { budget } : {}) });
  lane.begin();
  return lane;
}

/**
 * Opens an ONNX model of any stage, anybody's ONNX model, or a `.bin`. Bits matter, so ONNX Runtime does not optimise.
 * Data of other files is read here, from beside the model: ONNX Runtime is given one whole model and opens no file.
 * `ops` are what the lane has. Throws DiagnosticError for a file that cannot be read or run, or lacks a module.
 */
export async function openModel(
  file: string,
  lane: Lane,
  sink: Sink,
  ops: CustomOps = new CustomOps(),
): Promise<OpenedModel> {
  const kind = extname(file).toLowerCase();
  if (kind === '.bin') {
    const { header } = await openArtifact(file);
    if (header.thresholds === 'noise') sink.report(PIPELINE.fromNoise({ file }, { name: file, file }));
    requireModules(file, header.customOps ?? [], ops);
    const executor = await BinInLane.open(file, lane, sink);
    return { executor, inputs: binInputs(header), scales: binScales(header) };
  }
  if (kind !== '.onnx') return fail(PIPELINE.notThisModel({ file }, { name: file, file }));
  return openOnnx(readOnnx(file), lane, sink, ops);
}

/** An ONNX file that is read, and runs nowhere yet. */
export interface OnnxFile {
  readonly file: string;
  readonly model: ModelProto;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Reads an ONNX file. Throws DiagnosticError for one that is none. */
export function readOnnx(file: string): OnnxFile {
  const model = decoded(readUserFile(file, FILE_KINDS.onnx), file);
  return { file, model, metadata: metadataOf(model) };
}

/** Opens an ONNX file as `openModel` does. `taps`: tensors that may be asked for besides its outputs. */
export async function openOnnx(
  { file, model, metadata }: OnnxFile,
  lane: Lane,
  sink: Sink,
  ops: CustomOps = new CustomOps(),
  taps: readonly string[] = [],
): Promise<OpenedModel> {
  requireModules(file, readCustomOps(metadata), ops);
  requireOperators(file, model, ops);
  const inputs = readInputMetadata(metadata);
  const scales = readOutputMetadata(metadata);
  if (isFromNoise(metadata)) sink.report(PIPELINE.fromNoise({ file }, { name: file, file }));
  const whole = withOutputs(withExternalData(model, externalDataLoader(dirname(resolve(file)))), taps);
  const outputs = model.graph.output.map(({ name = '' }) => name);
  try {
    return {
      executor: foreignModel(await OnnxExecutor.open(lane, encodeModel(whole), { name: file, outputs }), file),
      ...(inputs ? { inputs } : {}),
      ...(scales.size > 0 ? { scales } : {}),
    };
  } catch (error) {
    return refuse(file, error);
  }
}

/** How the inputs of a `.bin` are fed. */
export function binInputs(header: ArtifactHeader): readonly InputMetadata[] {
  const chain = chainOfRecipe(header.recipe);
  return header.inputs.map(({ name, typeRt, typeTrain, layout, spaceAndRange }) => ({
    name,
    typeRt,
    typeTrain,
    layout: layout === 'NHWC' ? 'NHWC' : 'NCHW',
    spaceAndRange,
    ...(chain ? { chain } : {}),
  }));
}

/** How the integers of the outputs of a `.bin` stand for reals. */
export function binScales({ outputs, tensors }: ArtifactHeader): ReadonlyMap<string, OutputScale> {
  return new Map(outputs.map((output) => [output.name, tensors[tensorOf(output)]]));
}

/** Decodes with the file in every complaint. */
function decoded(bytes: Uint8Array, file: string): ModelProto {
  try {
    return decodeModel(bytes);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(
      error.diagnostics.map((diagnostic) => ({ at: { name: file, file }, ...diagnostic })),
      { cause: error },
    );
  }
}

function metadataOf(model: ModelProto): Record<string, string> {
  return Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value]));
}
