import { join } from 'node:path';
import { type PerfReport, modelOf, openBoardFile, perfReport } from '@openbpu/board';
import { predictionLines } from '@openbpu/report';
import { writeTogether } from '../files/write-together';
import { featuresOf } from './features-of';
import { perfFolder } from './perf-folder';
import { SafeNames } from './safe-names';

export interface PerfFilesRequest {
  readonly file: string;
  /** One model of a packed file; all of them if absent. */
  readonly model?: string;
  /** Where the folder of results stands. */
  readonly folder: string;
  /** Ends the work, and nothing is written. */
  readonly signal?: AbortSignal;
}

/** What was found of a model, and the files that show it. */
export interface PerfFilesResult extends PerfReport {
  /** The folder of the model, below the one of the request. */
  readonly folder: string;
  readonly files: readonly string[];
  /** Its interval in words, and what is predicted. */
  readonly lines: readonly string[];
}

/** The folder that results lie in, below the one of the request. */
export const PERF_FOLDER = 'hb_perf_result';

/**
 * Tells how fast the models of a `.bin` are, and writes a folder of pages for each: all of them or none. Throws
 * DiagnosticError for what the user can mend.
 */
export async function perfFiles({
  file,
  model,
  folder,
  signal,
}: PerfFilesRequest): Promise<readonly PerfFilesResult[]> {
  const opened = await openBoardFile(file);
  const models = model === undefined ? opened.models : [modelOf(opened, model)];
  return writeTogether(join(folder, PERF_FOLDER), signal, async (aside) => {
    const names = new SafeNames();
    const results: PerfFilesResult[] = [];
    for (const each of models) {
      const report = perfReport(each, featuresOf(each.header, file));
      const own = names.of(each.name);
      const files: string[] = [];
      for (const { name, content } of await perfFolder(each, report, own)) {
        files.push(name);
        await aside.writeData(`${own}/${name}`, content);
      }
      const lines = predictionLines(report, report.subgraphs.length > 0, 'up to ');
      results.push({ ...report, folder: join(PERF_FOLDER, own), files, lines });
    }
    return results;
  });
}
