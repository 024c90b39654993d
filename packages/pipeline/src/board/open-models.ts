import { existsSync } from 'node:fs';
import { BOARD, type BoardFile, type BoardModel, modelOf, openBoardFile } from '@openbpu/board';
import { fail } from '@openbpu/diagnostics';
import { isSameFile } from '../files/same-file';

/**
 * A list of files with commas between. A name may have commas too: parts that are no file by themselves, and are one
 * together with those behind them, are that file; the whole text before any part of it.
 */
export function fileList(text: string): readonly string[] {
  if (existsSync(text)) return [text];
  const parts = text.split(',');
  const files: string[] = [];
  for (let from = 0; from < parts.length;) {
    const end = endOf(parts, from);
    if (parts[from] !== '') files.push(parts.slice(from, end).join(','));
    from = end;
  }
  return files;
}

/** Behind the last part of the name that begins at a part. */
function endOf(parts: readonly string[], from: number): number {
  for (let end = from + 1; parts[from] !== '' && end <= parts.length; end++)
    if (existsSync(parts.slice(from, end).join(','))) return end;
  return from + 1;
}

/** A model and the file that it lies in. */
export interface ModelInFile {
  readonly file: string;
  readonly packed: boolean;
  readonly model: BoardModel;
}

/** The models of a list of `.bin` files, packed or not. Throws DiagnosticError for what is not sound. */
export async function openModels(list: string): Promise<readonly BoardFile[]> {
  const files: BoardFile[] = [];
  for (const file of fileList(list)) files.push(await openBoardFile(file));
  return files;
}

/**
 * One of them by its name, or the only one. Throws DiagnosticError for none, for several without a name, and for a name
 * that models of two files have.
 */
export function chosenModel(files: readonly BoardFile[], list: string, name?: string): ModelInFile {
  const all = files.flatMap(({ file, packed, models }) =>
    models.map((model): ModelInFile => ({ file, packed, model })),
  );
  const { name: model } = modelOf({ file: list, models: all.map((each) => each.model) }, name);
  const [first, ...others] = all.filter((each) => each.model.name === model);
  const other = others.find(({ file }) => !isSameFile(file, first.file));
  if (other) fail(BOARD.twoOfName({ model, files: [first.file, other.file] }, { name: model, file: other.file }));
  return first;
}
