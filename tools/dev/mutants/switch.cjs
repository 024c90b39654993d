/**
 * What the instrumented sources ask (`instrumented-copy.mjs`): whether a mutant is the one that OPENBPU_MUTANT names,
 * and, while OPENBPU_REACHED names a file, where to write down that code with mutants was reached. Both come by
 * environment, so that programs and workers which a spec starts know them too.
 */
const { appendFileSync } = require('node:fs');

const active = Number(process.env.OPENBPU_MUTANT ?? -1);
const list = process.env.OPENBPU_REACHED;
const seen = new Set();

exports.isActive = (id) => id === active;

exports.reach = list
  ? (...ids) => {
      const first = ids.filter((id) => !seen.has(id));
      if (first.length === 0) return;
      for (const id of first) seen.add(id);
      appendFileSync(list, `${first.join('\n')}\n`);
    }
  : () => {};
