import { writeArtifact } from '@openbpu/artifact';
import {
  BOARD,
  type ModifiedNode,
  type RemovalRequest,
  boardModel,
  contentOf,
  modify,
  openBoardFile,
  predictModel,
  pythonList,
  readBoardFile,
  removableNodes,
  shownType,
} from '@openbpu/board';
import { CollectingSink, type Diagnostic, fail } from '@openbpu/diagnostics';
import type { JobEvents } from '../events';
import { refuseOverSource } from '../files/same-file';
import { writeWhole } from '../files/write-whole';
import { PERFORMANCE_SECTION, withPerformance } from '../stages/pack';
import { featuresOf } from './features-of';

export interface ModifyRequest extends RemovalRequest {
  readonly file: string;
  /** `<file>_modified.bin` if absent. */
  readonly output?: string;
}

export interface ModifyResult {
  /** Nodes that can be removed as the model is: before, where nothing was asked for, else afterwards. */
  readonly removable: readonly ModifiedNode[];
  readonly removed: readonly ModifiedNode[];
  /** The file that was written; absent where nothing was asked for. */
  readonly output?: string;
  /** As the guide prints it. */
  readonly lines: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Removes nodes from the edge of a `.bin` and writes it anew; without a request it tells what can be removed. What the
 * file says of its time is found again. The file itself is not written over. Throws DiagnosticError for what the user
 * can mend; then nothing is written.
 */
export async function modifyModel(request: ModifyRequest, events: JobEvents): Promise<ModifyResult> {
  const { file, types, names } = request;
  const { packed, models } = await openBoardFile(file);
  if (packed) return fail(BOARD.packRefused({}, { name: file, file }));
  const [{ artifact, header }] = models;
  if (types.length + names.length === 0) return listed(told(header));
  const output = request.output ?? modifiedName(file);
  refuseOverSource([file], { path: output, flag: '-o', example: 'small.bin' });
  const sink = new CollectingSink();
  const heard = { report: (diagnostic: Diagnostic) => (sink.report(diagnostic), events.diagnostic(diagnostic)) };
  const { content, removed } = modify(file, await contentOf(artifact), { types, names }, heard);
  const plain = writeArtifact(content);
  writeWhole(output, [content.sections.has(PERFORMANCE_SECTION) ? await timedAgain(plain, file) : plain]);
  const lines = removed.flatMap(({ name, type }) => [
    `Node '${name}' found, its OP type is '${type}'`,
    `Node '${name}' is removed`,
  ]);
  return {
    removable: told(content.header),
    removed,
    output,
    lines: [...lines, `modified model saved as ${output}`],
    diagnostics: sink.diagnostics,
  };
}

function listed(removable: readonly ModifiedNode[]): ModifyResult {
  const names = pythonList(removable.map(({ name }) => name));
  return { removable, removed: [], lines: [`Nodes that can be deleted: ${names}`], diagnostics: [] };
}

function told(header: Parameters<typeof removableNodes>[0]): ModifiedNode[] {
  return removableNodes(header).map((step) => ({ name: step.name, type: shownType(step) }));
}

/** `net.bin` as `net_modified.bin`, in the same folder. */
function modifiedName(file: string): string {
  return `${file.replace(/\.bin$/i, '')}_modified.bin`;
}

/** With a prediction of what is left in the place of the one before. */
async function timedAgain(bytes: Uint8Array, file: string): Promise<Uint8Array> {
  const [{ name, artifact }] = (await readBoardFile(bytes, file)).models;
  const model = await boardModel(name, artifact);
  const content = await contentOf(artifact);
  const performance = predictModel(model, featuresOf(model.header, file), { perLayer: true });
  return performance ? writeArtifact(withPerformance(content, performance)) : bytes;
}
