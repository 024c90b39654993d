/**
 * The environment of specs (option `testEnvironment` of jest): that of Node, one for all specs of a process, since modules
 * that they share (`shared-modules.cjs`) belong to one global object. Each spec has environment variables of its own, and
 * what jest leaves there under symbols, its handlers of events among them. `Symbol.for('openbpu.outside')` is Node's own
 * `require`, for what cannot run in a sandbox (`outside-jiti.cjs`).
 */
const { TestEnvironment } = require('jest-environment-node');

/** By project. */
const environments = new Map();

module.exports = class SharedEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { id } = config.projectConfig;
    const known = environments.get(id);
    if (known) return known;
    super(config, context);
    this.global[Symbol.for('openbpu.outside')] = require;
    if (process.env.OPENBPU_ISOLATED) return;
    /** What all specs share: modules by file, also jest's own, and where the maps of what was transpiled lie. */
    this.kept = { modules: new Map(), internals: new Map(), sourceMaps: new Map() };
    this.symbols = [...Object.getOwnPropertySymbols(this.global), Symbol.for('$$jest-matchers-object')];
    environments.set(id, this);
  }

  async setup() {
    await super.setup();
    this.variables = { ...this.global.process.env };
  }

  async teardown() {
    if (this.kept === undefined) return super.teardown();
    const { env } = this.global.process;
    for (const name of Object.keys(env)) if (!(name in this.variables)) delete env[name];
    Object.assign(env, this.variables);
    for (const symbol of Object.getOwnPropertySymbols(this.global))
      if (!this.symbols.includes(symbol)) delete this.global[symbol];
  }
};
