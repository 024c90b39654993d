import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoadedModule, loadModule } from './load-module';

/** A folder for modules, which find `custom-op.ts` under the name of the package that they import. */
export class ModuleFolder {
  readonly folder = mkdtempSync(join(tmpdir(), 'modules-'));

  put(name: string, text: string): string {
    const file = join(this.folder, name);
    writeFileSync(file, text);
    return file;
  }

  load(name: string, text: string): Promise<LoadedModule> {
    return loadModule(this.put(name, text), join(__dirname, 'custom-op.ts'));
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** The text of an operator that gives its input. */
export const same = (type: string): string =>
  `defineCustomOp({ domain: 'com.example', type: '${type}', infer: ([x]) => [x], evaluate: ([x]) => [x] })`;
