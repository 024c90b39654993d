import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import { type ChainOutcome, chainOutcome, parsePreprocess, preprocessOfWords, range } from '@openbpu/config';
import { CollectingSink, type Diagnostic, DiagnosticError, fail } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { type PictureChain, type ReadMode, formatShape } from '@openbpu/tensor';
import {
  type PictureSample,
  PictureJudge,
  VISION,
  encodeSample,
  inferSampleDType,
  listImages,
  listSubfolders,
  readThroughChain,
  sampleNames,
} from '@openbpu/vision';
import { JobEvents } from './events';
import { writeTogether } from './files/write-together';
import { inOrder } from './run/in-order';

/** The file that says how pictures become samples where the command line does not. */
export const PREPROCESS_FILE = 'preprocess.yaml';

/** As many damaged pictures as anybody reads of. */
const MOST_SHOWN = 20;

export interface PreprocessRequest {
  readonly srcDir: string;
  readonly dstDir: string;
  /** Ending of the samples' names; that of the colour, such as `.rgb`, unless told. */
  readonly picExt?: string;
  /** Goes before that of the file; `opencv` where neither says it. */
  readonly readMode?: ReadMode;
  /** As `makertbin` takes a folder of this name, unless told. */
  readonly savedDataType?: 'float32' | 'uint8';
  /** In place of a file. */
  readonly transformers?: string;
  /** `preprocess.yaml` in the current folder unless told. */
  readonly preprocess?: string;
  /** Aborted: nothing is left of what is half-written. */
  readonly signal?: AbortSignal;
}

export interface PreprocessResult {
  readonly folder: string;
  /** Names in that folder, in the order of the pictures. */
  readonly files: readonly string[];
  readonly dtype: 'float32' | 'uint8';
  /** Of one sample. */
  readonly shape: readonly number[];
  readonly colour: ChainOutcome['colour'];
  readonly layout: 'NCHW' | 'NHWC';
  /** Between which every value lies. */
  readonly range: readonly [low: number, high: number];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * From a folder of pictures to a folder of calibration samples, one file each. All of them appear together, or none.
 * Throws DiagnosticError with everything that is wrong with the pictures.
 */
export async function preprocess(request: PreprocessRequest, events = new JobEvents()): Promise<PreprocessResult> {
  const { srcDir, dstDir } = request;
  const sink = new CollectingSink();
  const heard = { report: (diagnostic: Diagnostic) => (sink.report(diagnostic), events.diagnostic(diagnostic)) };
  const chain = chainOf(request);
  const outcome = chainOutcome(chain);
  if ('problem' in outcome) throw new Error(`a checked chain has a problem: ${outcome.problem}`);
  if (resolve(srcDir) === resolve(dstDir)) fail(VISION.sameFolder({ folder: dstDir }, { name: '--dst_dir' }));
  const inferred = inferSampleDType(resolve(dstDir));
  const dtype = request.savedDataType ?? inferred;
  const span = range(outcome);
  const isBytes = outcome.low === 0 && outcome.high === 255;
  if (dtype === 'uint8' && !isBytes) fail(VISION.noBytes({ range: span }, { name: '--saved_data_type' }));
  const pictures = listImages(srcDir);
  const folders = listSubfolders(srcDir);
  if (folders.length > 0) heard.report(VISION.skippedFolders({ folder: srcDir, folders }, { name: '--src_dir' }));
  const files = sampleNames(pictures, request.picExt ?? `.${outcome.colour}`);
  if (!isBytes) heard.report(VISION.notRaw({ range: span }, { name: 'transformers' }));
  if (dtype !== inferred)
    heard.report(VISION.oddFolderName({ folder: dstDir, dtype, inferred }, { name: '--dst_dir' }));
  const judge = new PictureJudge(outcome.layout, outcome.high - outcome.low);
  const shape = await writeTogether(resolve(dstDir), request.signal, (aside) =>
    writeAll(pictures, chain, events, {
      write: async (i, sample) => void (await aside.write('sample', files[i], encodeSample(sample, dtype))),
      tell: (file, made) => judge.add(file, made),
    }),
  );
  judge.report(heard);
  const others = readdirSync(dstDir).filter((name) => !name.startsWith('.') && !files.includes(name));
  if (others.length > 0)
    heard.report(
      VISION.otherSamples({ folder: dstDir, count: others.length, first: others.sort()[0] }, { name: '--dst_dir' }),
    );
  const { colour, low, high } = outcome;
  const layout = outcome.layout === 'CHW' ? 'NCHW' : 'NHWC';
  return { folder: dstDir, files, dtype, shape, colour, layout, range: [low, high], diagnostics: sink.diagnostics };
}

function chainOf({ transformers, preprocess: file, readMode }: PreprocessRequest): PictureChain {
  if (transformers !== undefined) {
    const chain = preprocessOfWords(transformers, readMode ?? 'opencv');
    return 'problem' in chain ? fail(VISION.badTransformers(chain, { name: '--transformers' })) : chain;
  }
  if (file === undefined && !existsSync(PREPROCESS_FILE))
    fail(VISION.noChain({ file: PREPROCESS_FILE }, { name: PREPROCESS_FILE }));
  const given = file ?? PREPROCESS_FILE;
  return parsePreprocess(new TextDecoder().decode(readUserFile(given, FILE_KINDS.recipe)), given, readMode);
}

/**
 * Writes every sample, tells of each in the order of the pictures, and gives the shape of all. Goes on behind a picture
 * that cannot be read, so that one run tells of all.
 */
async function writeAll(
  pictures: readonly string[],
  chain: PictureChain,
  events: JobEvents,
  { write, tell }: SampleTaker,
): Promise<readonly number[]> {
  const errors: Diagnostic[] = [];
  let first: Shaped | undefined;
  let done = 0;
  const work = pictures.map((file, i) => async () => {
    const made = await readOrTell(file, chain);
    if ('sample' in made) await write(i, made.sample);
    return { file, made };
  });
  await inOrder(work, Math.min(availableParallelism(), pictures.length), ({ file, made }) => {
    events.progress('preprocess', ++done, pictures.length);
    if (made instanceof DiagnosticError) return void errors.push(...made.diagnostics);
    const { shape } = made.sample;
    first ??= { file, shape };
    if (formatShape(shape) !== formatShape(first.shape)) errors.push(unequal({ file, shape }, first));
    tell(file, made);
  });
  if (errors.length > MOST_SHOWN)
    events.log(`${errors.length} pictures cannot be used; the first ${MOST_SHOWN} are told.`);
  if (errors.length > 0 || first === undefined) throw new DiagnosticError(errors.slice(0, MOST_SHOWN));
  return first.shape;
}

interface SampleTaker {
  /** Writes the sample of the i-th picture. */
  write(i: number, sample: PictureSample['sample']): Promise<void>;
  tell(file: string, made: PictureSample): void;
}

async function readOrTell(file: string, chain: PictureChain): Promise<PictureSample | DiagnosticError> {
  try {
    return await readThroughChain(file, chain);
  } catch (error) {
    if (error instanceof DiagnosticError) return error;
    throw error;
  }
}

interface Shaped {
  readonly file: string;
  readonly shape: readonly number[];
}

function unequal({ file, shape }: Shaped, first: Shaped): Diagnostic {
  return VISION.unequalSamples(
    {
      file: basename(file),
      shape: formatShape(shape),
      first: basename(first.file),
      firstShape: formatShape(first.shape),
    },
    { name: file, file },
  );
}
