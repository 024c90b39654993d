import { existsSync } from 'node:fs';
import { type BoardFile, type BoardModel, modelOf, openBoardFile } from '@openbpu/board';

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

/** One of them by its name, or the only one. Throws DiagnosticError for none, and for several without a name. */
export function chosenModel(files: readonly BoardFile[], list: string, name?: string): ModelInFile {
  const packed = files.length > 1 || files.some((file) => file.packed);
  const model = modelOf({ file: list, packed, models: files.flatMap(({ models }) => models) }, name);
  const at = files.find(({ models }) => models.includes(model));
  return { file: at?.file ?? list, packed: at?.packed ?? packed, model };
}
