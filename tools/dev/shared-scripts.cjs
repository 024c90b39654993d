/**
 * The runtime of jest (option `runtime`), but for one thing: what a module compiles to is kept for all specs of a
 * process. Each spec still runs every module that it imports afresh, in a global object of its own.
 */
const { Script } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

if (typeof Runtime.prototype.createScriptFromCode !== 'function')
  throw new Error('jest-runtime compiles modules in another way than tools/dev/shared-scripts.cjs believes');

/** By file: its code, and what it compiles to. */
const compiled = new Map();

module.exports = class SharedScripts extends Runtime {
  createScriptFromCode(code, filename) {
    const context = this._environment.getVmContext();
    // The environment is gone, or the code does not parse: jest says so.
    if (context === null) return super.createScriptFromCode(code, filename);
    const head = `(function(${this.constructInjectedModuleParameters().join()}){`;
    const known = compiled.get(filename);
    if (known?.code === code && known.head === head) return known.script.runInContext(context);
    try {
      const script = new Script(`${head}${code}\n})`, { filename, columnOffset: -head.length });
      compiled.set(filename, { code, head, script });
      return script.runInContext(context);
    } catch {
      return super.createScriptFromCode(code, filename);
    }
  }
};
