import { type ModelInfo, infoLines, listing, modelInfo, modelOf, openBoardFile } from '@openbpu/board';
import type { Diagnostic } from '@openbpu/diagnostics';
import { PIPELINE } from '../catalogue';
import type { JobEvents } from '../events';
import { tryWriteWhole } from '../files/write-whole';
import { DELETED_NODES_FILE, deletedNodesText } from '../stages/deleted-nodes-text';

export interface InfoRequest {
  readonly file: string;
  /** One model of a packed file; all of them if absent. */
  readonly model?: string;
  /** Whether its programs are told, instruction by instruction. */
  readonly listing?: boolean;
}

/** What is told of one model; `lines` as the guide prints it. */
export interface ToldModel extends ModelInfo {
  readonly lines: readonly string[];
  readonly listing?: string;
}

export interface InfoResult {
  readonly models: readonly ToldModel[];
  /** The file with what the deleted nodes were; absent where there are none, and where it cannot be written. */
  readonly deletedNodesFile?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What the models of a `.bin` file say of themselves. Where nodes were deleted from one, what they were is written to
 * `deleted_nodes_info.txt` in the current folder; a folder that cannot be written to is told and no reason to stop.
 * Throws DiagnosticError for what the user can mend.
 */
export async function inspectModel(
  { file, model, listing: listed = false }: InfoRequest,
  events: JobEvents,
): Promise<InfoResult> {
  const opened = await openBoardFile(file);
  const models = model === undefined ? opened.models : [modelOf(opened, model)];
  const texts = models.map(({ header }) => deletedNodesText(header.deleted ?? [], header.inputs));
  const told = models.map((each): ToldModel => {
    const info = modelInfo(each);
    return { ...info, lines: infoLines(info), ...(listed ? { listing: listing(each) } : {}) };
  });
  if (texts.every((text) => text === '')) return { models: told, diagnostics: [] };
  const trouble = tryWriteWhole(DELETED_NODES_FILE, texts);
  if (!trouble) return { models: told, deletedNodesFile: DELETED_NODES_FILE, diagnostics: [] };
  const unwritten = PIPELINE.infoUnwritten({ file: DELETED_NODES_FILE, reason: trouble.reason }, { name: file, file });
  events.diagnostic(unwritten);
  return { models: told, diagnostics: [unwritten] };
}
