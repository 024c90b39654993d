import { dirname, join, resolve } from 'node:path';
import { parseRecipe } from '@openbpu/config';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { type RunRecord, stringifyRecord } from '@openbpu/record';
import { htmlReport, outputHeading, outputTable, quantisedNodeTable, summaryText } from '@openbpu/report';
import { FolderStore, NO_STORE, type Store } from './cache/store';
import { convert } from './convert';
import { loadCustomOps, modulesOf } from './custom/load-custom-ops';
import { JobEvents } from './events';
import { type JobOptions, createJob, endJob, useCustomOps } from './job';
import { WriteAside } from './stages/write-aside';
import { BACKENDS, SINK } from './tokens';

/** Where a conversion keeps what its stages found, inside the working folder. */
export const CACHE_FOLDER = '.openbpu-cache';

export interface MakertbinRequest extends JobOptions {
  readonly config: string;
  readonly modelType: 'caffe' | 'onnx';
  /** A folder for what was learned, as a model, a recipe and samples for the reference toolchain. */
  readonly handoff?: string;
}

export interface MakertbinResult {
  readonly record: RunRecord;
  /** Where the files lie. */
  readonly workingDir: string;
}

/**
 * The whole conversion. Relative paths of the recipe start at the folder of the recipe. All files appear together at
 * the end, or none. Throws DiagnosticError.
 */
export async function makertbin(
  { config, modelType, handoff, ...options }: MakertbinRequest,
  events = new JobEvents(),
): Promise<MakertbinResult> {
  const read = () => new TextDecoder().decode(readUserFile(config, FILE_KINDS.recipe));
  return convertRecipe(
    { read, file: config, modelType, ...(handoff === undefined ? {} : { handoff }) },
    options,
    events,
  );
}

/** The text of a recipe. */
export interface RecipeText extends Pick<MakertbinRequest, 'modelType' | 'handoff'> {
  read(): string;
  /** Where it lies, or would lie: relative paths start at its folder. */
  readonly file: string;
}

/** What `makertbin` does with its recipe. */
export async function convertRecipe(
  { read, file, modelType, handoff }: RecipeText,
  options: JobOptions,
  events: JobEvents,
): Promise<MakertbinResult> {
  const job = createJob(events, options);
  let files: WriteAside | undefined;
  let store: Store | undefined;
  const given = handoff === undefined ? undefined : new WriteAside(resolve(handoff));
  const discard = () => {
    files?.discard();
    given?.discard();
  };
  options.signal?.addEventListener('abort', discard);
  try {
    const backends = job.resolve(BACKENDS);
    const recipeText = read();
    const recipe = parseRecipe(recipeText, {
      file,
      modelType,
      marches: backends.map(({ march }) => march),
      marchRules: (march) => backends.find((backend) => backend.march === march)?.recipe,
      sink: job.resolve(SINK),
    });
    const baseFolder = dirname(resolve(file));
    useCustomOps(job, await loadCustomOps(modulesOf(recipe, baseFolder)));
    const workingDir = resolve(baseFolder, recipe.model.workingDir);
    files = new WriteAside(workingDir);
    store = options.cache === false ? NO_STORE : new FolderStore(join(workingDir, CACHE_FOLDER));
    const place = {
      baseFolder,
      files,
      store,
      ...(given ? { handoff: { folder: resolve(handoff ?? ''), files: given, recipeText } } : {}),
    };
    const record = await convert(job, recipe, place, options);
    events.log(quantisedNodeTable(record.nodes));
    events.log(outputHeading(record));
    events.log(outputTable(record.outputs));
    const { prefix } = recipe.model;
    await files.write('report', `${prefix}_report.html`, htmlReport(record));
    await files.write('record', `${prefix}_record.json`, stringifyRecord({ ...record, timing: events.timing() }));
    options.signal?.throwIfAborted();
    given?.expectRoom();
    files.publish();
    given?.publish();
    events.log(summaryText({ ...record, artifacts: files.records }));
    events.log(`The report lies in ${join(workingDir, `${prefix}_report.html`)}`);
    events.log('Convert to runtime bin file successfully!');
    events.log('End Model Convert');
    return { record: { ...record, timing: events.timing() }, workingDir };
  } finally {
    options.signal?.removeEventListener('abort', discard);
    discard();
    await store?.flush();
    await endJob(job);
  }
}
