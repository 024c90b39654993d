/**
 * The runtime of jest (option `runtime`), but for one thing: all specs of a process share the modules that they import,
 * and what these compile to. So a spec costs what it does, not what hundreds of modules cost to load. It must not
 * change what others see of a module. `jest.isolateModules` gives one modules of its own; OPENBPU_ISOLATED=1 gives every
 * spec its own, as watching does, where sources change while the process lives.
 */
const hooks = require('node:async_hooks');
const { Script } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

for (const name of ['createScriptFromCode', 'leaveTestCode', 'teardown', '_requireCoreModule'])
  if (typeof Runtime.prototype[name] !== 'function')
    throw new Error('jest-runtime keeps modules in another way than tools/dev/shared-modules.cjs believes');

/** By file: its code, and what it compiles to. */
const compiled = new Map();

/** Of jest's own modules, those that hold what one spec does; the others stay too. */
const OF_ONE_SPEC = /[\\/](jest-circus|source-map-support)[\\/]/;

/** Jest makes a storage for every spec and leaves it on, where each slows down every promise that is made. */
const storages = [];

class Storage extends hooks.AsyncLocalStorage {
  constructor(...options) {
    super(...options);
    storages.push(this);
  }
}

module.exports = class SharedModules extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    const [testPath, globalConfig] = rest.slice(4);
    const { kept } = environment;
    this.shares = kept !== undefined && !globalConfig.watch && !globalConfig.watchAll;
    if (!this.shares) return;
    this._moduleRegistry = kept.modules;
    this._sourceMapRegistry = kept.sourceMaps;
    this._internalModuleRegistry = kept.internals;
    kept.modules.delete(testPath);
  }

  /** Modules that stay may import others later, through the runtime that loaded them: it stays too. */
  teardown() {
    if (!this.shares) return super.teardown();
    const { _moduleRegistry: modules, _sourceMapRegistry: sourceMaps, _internalModuleRegistry: internals } = this;
    this._moduleRegistry = new Map();
    this._sourceMapRegistry = new Map();
    this._internalModuleRegistry = new Map();
    super.teardown();
    for (const file of internals.keys()) if (OF_ONE_SPEC.test(file)) internals.delete(file);
    for (const storage of storages.splice(0)) storage.disable();
    this._moduleRegistry = modules;
    this._sourceMapRegistry = sourceMaps;
    this._internalModuleRegistry = internals;
    this.isTornDown = false;
  }

  _requireCoreModule(name, ...rest) {
    const core = super._requireCoreModule(name, ...rest);
    return this.shares && /^(node:)?async_hooks$/.test(name) ? { ...core, AsyncLocalStorage: Storage } : core;
  }

  leaveTestCode() {
    if (!this.shares) super.leaveTestCode();
  }

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
