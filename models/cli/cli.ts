/** Every command reads its options, helps and fails in the same way: what went wrong, which, what to do, and a non-zero exit. */

import { parseArgs, stripVTControlCharacters } from 'node:util';

/** What a caller did wrong, told in one line: `error: what; which; remedy`. The message is everything after `error: `. */
export class CliError extends Error {
  override readonly name = 'CliError';
  /** @param parts what, which, what to do; empty ones are left out. */
  constructor(...parts: readonly string[]) {
    super(
      parts
        .filter((part) => part !== '')
        .join('; ')
        .replace(/\s*\n\s*/g, ' '),
    );
  }
}

/** One option of a command; `value` names what a string option takes in the help text. */
export type Option =
  | { readonly type: 'boolean'; readonly help: string }
  | { readonly type: 'string'; readonly value: string; readonly help: string; readonly default?: string };

/** The options of a command by their long names. */
export type Options = Readonly<Record<string, Option>>;

/** What was given for each option: booleans are false where not given. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { type: 'boolean' }
    ? boolean
    : O[K] extends { default: string }
      ? string
      : string | undefined;
};

/** A command: `usage` shows what follows the name. `run` throws {@link CliError} for what the caller can mend. */
export interface Command<O extends Options> {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly options: O;
  /** Lines under the options in the help text, e.g. examples. */
  readonly notes?: readonly string[];
  /** What the arguments without a dash are called; without it they are refused. */
  readonly positionals?: string;
  run(values: Values<O>, positionals: readonly string[]): Promise<void> | void;
}

/** The text that `--help` prints. */
export function helpText<O extends Options>(command: Command<O>): string {
  const rows = Object.entries<Option>(command.options).map(([name, option]) => [
    option.type === 'string' ? `--${name} ${option.value}` : `--${name}`,
    option.type === 'string' && option.default !== undefined
      ? `${option.help} (default ${option.default})`
      : option.help,
  ]);
  rows.push(['--help', 'show this text']);
  const width = Math.max(...rows.map(([left]) => left!.length));
  const lines = rows.map(([left, right]) => `  ${left!.padEnd(width)}  ${right}`);
  const notes = command.notes === undefined ? [] : ['', ...command.notes];
  return [`${command.name}: ${command.summary}`, '', `usage: ${command.usage}`, '', ...lines, ...notes].join('\n');
}

/** Reads arguments for a command, or null where help was asked for. Throws {@link CliError} on an unknown or incomplete option. */
export function readArgs<O extends Options>(
  command: Command<O>,
  args: readonly string[],
): { values: Values<O>; positionals: readonly string[] } | null {
  if (args.includes('--help') || args.includes('-h')) return null;
  const options: Record<string, { type: 'string' | 'boolean'; default?: string | boolean }> = {};
  for (const [name, option] of Object.entries<Option>(command.options)) {
    const fallback = option.type === 'boolean' ? false : option.default;
    options[name] = fallback === undefined ? { type: option.type } : { type: option.type, default: fallback };
  }
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    if (parsed.positionals.length > 0 && command.positionals === undefined)
      throw new CliError(`unexpected argument '${parsed.positionals[0]}'`, 'run with --help for the options');
    return { values: parsed.values as Values<O>, positionals: parsed.positionals };
  } catch (error) {
    if (error instanceof CliError) throw error;
    const known = Object.keys(command.options).map((name) => `--${name}`);
    const what = (error as Error).message.split(/[.\n]/)[0]!;
    throw new CliError(what, `options: ${known.join(', ')}`, 'run with --help for what they take');
  }
}

/** A whole or real number out of an option. Throws {@link CliError} where it is none or lies outside [min, max]. */
export function readNumber(name: string, text: string, min: number, max: number, whole = false): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= min && value <= max) || (whole && !Number.isInteger(value)))
    throw new CliError(`--${name} is '${text}'`, `give a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
  return value;
}

/** Tools beneath may say a page; a line is for reading. */
const LONGEST = 400;

/** The line that tells an error; DEBUG=1 adds the stack of one that is not the caller's. */
export function errorLine(error: unknown): string {
  if (error instanceof CliError) return `error: ${error.message}`;
  const failure = error instanceof Error ? error : new Error(String(error));
  const detail = process.env.DEBUG === undefined ? 'set DEBUG=1 for the place' : failure.stack;
  const message = stripVTControlCharacters(failure.message).replace(/\s*\n\s*/g, ' ');
  return `error: ${message.length > LONGEST ? `${message.slice(0, LONGEST)} …` : message}; ${detail}`;
}

function leave(code: number): void {
  // Workers and audio threads may keep the loop alive, but what was printed has to reach its reader first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

/**
 * Runs a command on the process's arguments and ends the process: 0 done, 1 failed (one line on stderr), 130 interrupted.
 * @example
 * await runCli({
 *   name: 'greet', summary: 'says hello', usage: 'npm run greet -- [options]',
 *   options: { who: { type: 'string', value: 'NAME', help: 'whom to greet', default: 'you' } },
 *   run: ({ who }) => console.log(`hello ${who}`),
 * });
 */
export async function runCli<const O extends Options>(command: Command<O>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    // A command that saves on Ctrl+C listens too, and then ends in its own time.
    process.once(signal, () => process.listenerCount(signal) === 0 && process.exit(code));
  }
  try {
    const read = readArgs(command, process.argv.slice(2));
    if (read === null) console.log(helpText(command));
    else await command.run(read.values, read.positionals);
    leave(Number(process.exitCode ?? 0));
  } catch (error) {
    console.error(errorLine(error));
    leave(1);
  }
}
