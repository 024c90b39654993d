import { type Artifact, type ArtifactHeader, openArtifactFile, readArtifactFile } from '@openbpu/artifact';
import { fail, nearest } from '@openbpu/diagnostics';
import { type Program, decodeProgram } from '@openbpu/machine';
import { BOARD } from '../catalogue';

/** A compiled model, its programs decoded; nothing is executed. */
export interface BoardModel {
  /** As it was packed, or what the recipe calls its files. */
  readonly name: string;
  readonly artifact: Artifact;
  readonly header: ArtifactHeader;
  /** The programs of its segments, by the names of their steps. */
  readonly programs: ReadonlyMap<string, Program>;
}

/** The models of a `.bin` file, one or packed together. */
export interface BoardFile {
  readonly file: string;
  readonly packed: boolean;
  readonly models: readonly BoardModel[];
}

/**
 * Opens a `.bin` file, packed or not, and decodes every program. Throws DiagnosticError (GRD, ART, MCH) for what is not
 * sound.
 */
export async function openBoardFile(file: string): Promise<BoardFile> {
  return boardFile(file, await openArtifactFile(file));
}

/** The same for a file in memory. */
export async function readBoardFile(bytes: Uint8Array, name = '.bin'): Promise<BoardFile> {
  return boardFile(name, await readArtifactFile(bytes, name));
}

/** The model of a file by its name, or its only one. Throws DiagnosticError (BRD) for several or none. */
export function modelOf({ file, models }: Pick<BoardFile, 'file' | 'models'>, name?: string): BoardModel {
  const names = models.map((model) => model.name);
  const at = { name: file, file };
  if (name === undefined)
    return models.length === 1 ? models[0] : fail(BOARD.severalModels({ file, models: names }, at));
  const like = nearest(name, names);
  return (
    models.find((model) => model.name === name) ??
    fail(BOARD.unknownModel({ file, model: name, models: names, ...(like === undefined ? {} : { nearest: like }) }, at))
  );
}

async function boardFile(
  file: string,
  { packed, models }: Awaited<ReturnType<typeof openArtifactFile>>,
): Promise<BoardFile> {
  return {
    file,
    packed,
    models: await Promise.all(models.map(async ({ name, artifact }) => boardModel(name, artifact))),
  };
}

/** A model whose header is open. */
export async function boardModel(name: string, artifact: Artifact): Promise<BoardModel> {
  const programs = new Map<string, Program>();
  for (const step of artifact.header.steps)
    if (step.kind === 'bpu') programs.set(step.name, decodeProgram(await artifact.section(programSection(step))));
  return { name, artifact, header: artifact.header, programs };
}

/** The section of a segment that holds its program; the one behind it holds its constants. */
export function programSection({ name, sections }: ArtifactHeader['steps'][number]): string {
  return sections[0] ?? fail(BOARD.noProgram({ step: name }, { name }));
}
