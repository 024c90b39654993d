/** Which changes of files leave their package without type errors, as `tsc --noEmit` tells. */
import { join } from 'node:path';
import ts from 'typescript';

/**
 * Changed files are checked many at once, as files of other names beside their own. Only a change that types outside
 * could see, since it lies in no function that states what it returns, is checked against its whole package as well.
 * Packages that a package imports are read as sources, so that it matters not what is built.
 */
export class TypeCheck {
  #root;
  #parsed = new Map();

  constructor(root) {
    this.#root = root;
  }

  /** For each change `{ file, code }` whether it compiles by itself. */
  alone(changes) {
    const found = changes.map(() => false);
    const folders = [...new Set(changes.map(({ file }) => packageOf(file)))];
    for (const own of folders) {
      const texts = new Map();
      changes.forEach(({ file, code }, i) => {
        if (packageOf(file) === own) texts.set(join(this.#root, file.replace(/\.ts$/, `.${i}.ts`)), code);
      });
      const program = this.#program(own, texts, [...texts.keys()]);
      for (const name of texts.keys()) found[Number(/\.(\d+)\.ts$/.exec(name)[1])] = isClean(program, name);
    }
    return found;
  }

  /** Whether the files of its package take one that is changed, where `from` is the offset at which it differs. */
  together({ file, code, from }) {
    if (isHidden(code, from)) return true;
    const path = join(this.#root, file);
    const { fileNames } = this.#config(packageOf(file));
    const program = this.#program(packageOf(file), new Map([[path, code]]), fileNames);
    return fileNames.every((name) => isClean(program, name));
  }

  #config(own) {
    return ts.getParsedCommandLineOfConfigFile(
      join(this.#root, own, 'tsconfig.json'),
      { noEmit: true },
      { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
    );
  }

  #program(own, texts, rootNames) {
    const options = { ...this.#config(own).options, composite: false, incremental: false, tsBuildInfoFile: undefined };
    const host = ts.createCompilerHost(options);
    const { fileExists, getSourceFile } = host;
    host.fileExists = (name) => texts.has(name) || fileExists.call(host, name);
    host.getSourceFile = (name, language, ...rest) => {
      if (texts.has(name)) return ts.createSourceFile(name, texts.get(name), language);
      if (!this.#parsed.has(name)) this.#parsed.set(name, getSourceFile.call(host, name, language, ...rest));
      return this.#parsed.get(name);
    };
    return ts.createProgram({ rootNames, options, host });
  }
}

const packageOf = (file) => file.split('/').slice(0, 2).join('/');

function isClean(program, name) {
  const file = program.getSourceFile(name);
  return program.getSyntacticDiagnostics(file).length + program.getSemanticDiagnostics(file).length === 0;
}

/** Whether an offset lies in the body of a function that states the type of its result. */
function isHidden(code, from) {
  const visit = (node) =>
    (node.body !== undefined && node.type !== undefined && node.body.pos <= from && from < node.body.end) ||
    ts.forEachChild(node, visit) === true;
  return visit(ts.createSourceFile('changed.ts', code, ts.ScriptTarget.Latest));
}
