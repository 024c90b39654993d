/**
 * Which spec files reach which mutants, how long each takes, and whether it passes in the copy without any: found by
 * running each once, kept in a file beside the copy. A spec is run again when its text changes. Where a source has
 * changed since, a spec that reached any of its mutants counts as reaching all of them: more runs, the same verdicts.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const hash = (file) => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
const HOUR = 3_600_000;

export class ReachTable {
  #root;
  #file;
  #specs;
  #judges = [];
  #hashes = new Map();

  constructor(root, file) {
    this.#root = root;
    this.#file = file;
    this.#specs = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  }

  #hash(file) {
    if (!this.#hashes.has(file)) this.#hashes.set(file, hash(join(this.#root, file)));
    return this.#hashes.get(file);
  }

  /** Lets these spec files judge, and runs those that the table does not know; `tell` gets each with how many are left. */
  async fill(specs, mutants, runner, tell) {
    this.#judges = specs;
    const missing = specs.filter((spec) => this.#specs[spec]?.hash !== this.#hash(spec));
    const list = `${this.#file}.reached`;
    for (const [i, spec] of missing.entries()) {
      writeFileSync(list, '');
      const [{ passed, ms }] = await runner.run([spec], {
        env: { OPENBPU_MUTANT: null, OPENBPU_REACHED: list },
        bail: false,
        limit: () => HOUR,
      });
      const reached = {};
      for (const id of new Set(readFileSync(list, 'utf8').split('\n').filter(Boolean).map(Number))) {
        const mutant = mutants[id];
        if (mutant)
          (reached[mutant.file] ??= { hash: this.#hash(mutant.file), indices: [] }).indices.push(mutant.index);
      }
      this.#specs[spec] = { hash: this.#hash(spec), ms, passed, reached };
      this.#save();
      tell(spec, { passed, ms, left: missing.length - i - 1 });
    }
    rmSync(list, { force: true });
  }

  #save() {
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#specs));
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** Milliseconds that a spec takes without a mutant. */
  time(spec) {
    return this.#specs[spec].ms;
  }

  /** The specs that pass and reach a mutant: the one beside its file first, then the quickest. */
  reaching({ file, index }) {
    const beside = file.replace(/\.ts$/, '.spec.ts');
    const reaches = ({ passed, reached: { [file]: found } }) =>
      passed && found !== undefined && (found.hash !== this.#hash(file) || found.indices.includes(index));
    return this.#judges
      .filter((spec) => reaches(this.#specs[spec]))
      .sort((a, b) => (b === beside) - (a === beside) || this.time(a) - this.time(b));
  }

  /** Those that do not pass in the copy although no mutant is active: they cannot judge any. */
  unfit() {
    return this.#judges.filter((spec) => !this.#specs[spec].passed);
  }
}
