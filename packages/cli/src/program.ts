import { fail } from '@openbpu/diagnostics';
import { type BaseContext, type Command, type CommandClass, Cli } from 'clipanion';
import { asOnTheBoard } from './board-flags';
import { type CommandFlags, readArguments } from './read-arguments';
import { boundAgain, dropEmptyFlags } from './normalise-arguments';
import { runCommand } from './run-command';
import { nameValues } from './value-names';

/** Words that belong to no flag, as the name of a file: how many a command takes. */
export interface StrayWords {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** How a program reads its command line, beyond what its flags say. */
export interface ReadingRules {
  /** Words that belong to no flag; none if absent. */
  readonly words?: StrayWords;
  /** The same for commands by name, where they take others. */
  readonly wordsOf?: Readonly<Record<string, StrayWords>>;
  /** Flags that may be given several times, beside those of all programs. */
  readonly repeatable?: readonly string[];
  /**
   * Whether it reads as the programs of the board do: of a flag that is given again the last value is taken, words that
   * belong to no flag are overlooked, values may be negative, and switches are spelt as `asOnTheBoard` says.
   */
  readonly lenient?: boolean;
  /** Makes the one form that the parser takes of what stands on the line, normalised, beside what it does itself. */
  readonly spelt?: (argv: readonly string[], commands: readonly CommandFlags[]) => string[];
  /** What `--help` says behind the list of commands. */
  readonly epilogue?: string;
  /** What a failure calls the program, where that is not its name. */
  readonly called?: string;
}

/**
 * A program whose mistakes on the command line are diagnostics like all others (code, hint, log, `--json`), and whose
 * usage texts name the values of flags.
 */
export class Program extends Cli<BaseContext> {
  constructor(
    options: ConstructorParameters<typeof Cli>[0],
    private readonly rules: ReadingRules = {},
  ) {
    super(options);
  }

  override async run(given: Command<BaseContext> | string[], context: Partial<BaseContext> | void): Promise<number> {
    if (!Array.isArray(given)) return super.run(given, { ...context });
    const { input, command, reading } = this.read(given);
    if ('argv' in reading) return super.run(boundAgain(reading.argv), { ...context });
    const [first = ''] = input;
    const alone = command?.name === '' || first.startsWith('-');
    const name = alone ? (this.rules.called ?? this.binaryName) : first;
    const { stdout, stderr } = { ...Cli.defaultContext, ...context };
    const known = this.flags().some((each) => each.name === name);
    const log = known ? `${this.binaryName}_${name}.log` : undefined;
    return runCommand(
      name,
      log,
      { stdout, stderr, json: input.includes('--json') },
      () => fail(reading.problem),
      () => {},
    );
  }

  /** The command of a normalised line, its flags read. Throws DiagnosticError for what is wrong with the line. */
  commandOf(given: readonly string[]): Command<BaseContext> {
    const { reading } = this.read(given);
    if ('problem' in reading) return fail(reading.problem);
    return this.process(boundAgain(reading.argv));
  }

  /** What stands on a normalised line, in the one form of this program. */
  private read(given: readonly string[]) {
    const commands = this.flags();
    const input = this.rules.lenient ? this.spelt(given, commands) : (this.rules.spelt?.(given, commands) ?? given);
    const command = commands.find(({ name }) => name === '') ?? commands.find(({ name }) => name === input[0]);
    const arity = command?.arity ?? new Map<string, number>();
    return { input, command, reading: readArguments(dropEmptyFlags(input, arity), commands, this.rules) };
  }

  private spelt(given: readonly string[], commands: readonly CommandFlags[]): string[] {
    return asOnTheBoard(given, {
      commands: commands.map(({ name }) => name).filter((name) => name !== ''),
      arity: new Map(commands.flatMap(({ arity }) => [...arity])),
    });
  }

  override usage(...given: Parameters<Cli<BaseContext>['usage']>): string {
    const [command] = given;
    const { epilogue } = this.rules;
    const text = nameValues(super.usage(...given));
    return command === null || command === undefined ? text + (epilogue === undefined ? '' : `\n${epilogue}`) : text;
  }

  protected override getUsageByRegistration(
    command: CommandClass<BaseContext>,
    options?: { detailed?: boolean; inlineOptions?: boolean },
  ) {
    const { usage, options: list } = super.getUsageByRegistration(command, options);
    const required = list.filter((option) => option.required).map(({ definition }) => ` ${nameValues(definition)}`);
    return {
      usage: nameValues(usage) + required.join('') + (list.length > 0 ? ' [options]' : ''),
      options: list.map(named),
    };
  }

  protected override getUsageByIndex(index: number, options?: { detailed?: boolean; inlineOptions?: boolean }) {
    const { usage, options: list } = super.getUsageByIndex(index, options);
    return { usage: nameValues(usage), options: list.map(named) };
  }

  private flags(): CommandFlags[] {
    return this.definitions().map(({ path, options, examples }) => {
      const flags = options.map(({ definition, required }) => {
        const [names, ...values] = definition.split(' ');
        return { names: names.split(','), arity: values.length, required };
      });
      const example = examples?.[0]?.[1];
      return {
        program: this.binaryName,
        name: path.slice(`${this.binaryName} `.length),
        arity: new Map(flags.flatMap(({ names, arity }) => names.map((each) => [each, arity] as const))),
        flags: flags.map(({ names }) => names),
        required: flags.filter(({ required }) => required).map(({ names }) => names),
        ...(example === undefined ? {} : { example }),
      };
    });
  }
}

function named<T extends { readonly definition: string }>(option: T): T {
  return { ...option, definition: nameValues(option.definition) };
}
