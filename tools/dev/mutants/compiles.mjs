/** Whether the package of a file still has no type errors when the file has another text, as `tsc --noEmit` tells. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Packages that a package imports are read as sources, so that it matters not what is built. */
export class TypeCheck {
  #root;
  #parsed = new Map();
  #programs = new Map();

  constructor(root) {
    this.#root = root;
  }

  /** Throws where the package has errors already as it is. */
  compiles(file, text) {
    const own = file.split('/').slice(0, 2).join('/');
    if (!this.#programs.has(own) && !this.#check(own, file, readFileSync(join(this.#root, file), 'utf8')))
      throw new Error(`${own} does not compile as it is`);
    return this.#check(own, file, text);
  }

  #check(own, file, text) {
    const config = ts.getParsedCommandLineOfConfigFile(
      join(this.#root, own, 'tsconfig.json'),
      { noEmit: true },
      { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
    );
    const path = join(this.#root, file);
    const host = ts.createCompilerHost(config.options);
    const parse = host.getSourceFile;
    host.getSourceFile = (name, languageVersion, ...rest) => {
      if (name === path) return ts.createSourceFile(name, text, languageVersion, true);
      if (!this.#parsed.has(name)) this.#parsed.set(name, parse.call(host, name, languageVersion, ...rest));
      return this.#parsed.get(name);
    };
    const program = ts.createProgram({
      rootNames: config.fileNames,
      options: config.options,
      host,
      oldProgram: this.#programs.get(own),
    });
    this.#programs.set(own, program);
    const first = program.getSourceFile(path);
    if (program.getSyntacticDiagnostics(first).length > 0 || program.getSemanticDiagnostics(first).length > 0)
      return false;
    const isOwn = ({ fileName }) => config.fileNames.includes(fileName);
    return program.getSourceFiles().every((one) => !isOwn(one) || program.getSemanticDiagnostics(one).length === 0);
  }
}
