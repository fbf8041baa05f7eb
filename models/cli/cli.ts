/** Common handling of options, help and errors for all commands: an error says what went wrong, which value, and what to do, with a nonzero exit. */

import { parseArgs, stripVTControlCharacters } from 'node:util';

/** A mistake of the caller, printed on one line: `error: what; which; remedy`. The message is everything after `error: `. */
export class CliError extends Error {
  override readonly name = 'CliError';
  /** @param parts what, which, what to do; empty ones are omitted. */
  constructor(...parts: readonly string[]) {
    super(
      parts
        .filter((part) => part !== '')
        .join('; ')
        .replace(/\s*\n\s*/g, ' '),
    );
  }
}

/** An option of a command; `value` is the placeholder in the help text. */
export type Option =
  | { readonly type: 'boolean'; readonly help: string }
  | { readonly type: 'string'; readonly value: string; readonly help: string; readonly default?: string };

/** The options of a command by long name. */
export type Options = Readonly<Record<string, Option>>;

/** The value of each option; booleans default to false. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { type: 'boolean' }
    ? boolean
    : O[K] extends { default: string }
      ? string
      : string | undefined;
};

/** A command; `usage` shows the arguments after its name. `run` throws {@link CliError} for mistakes that the caller can correct. */
export interface Command<O extends Options> {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly options: O;
  /** Lines below the options in the help text, e.g. examples. */
  readonly notes?: readonly string[];
  /** Placeholder of positional arguments; without it they are rejected. */
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

/** Parses the arguments of a command; null if help was requested. Throws {@link CliError} for an unknown or incomplete option. */
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
    throw new CliError(what, `options: ${known.join(', ')}`, 'run with --help for their values');
  }
}

/** The number of an option. Throws {@link CliError} if it is invalid or outside [min, max]. */
export function readNumber(name: string, text: string, min: number, max: number, whole = false): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= min && value <= max) || (whole && !Number.isInteger(value)))
    throw new CliError(`--${name} is '${text}'`, `give a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
  return value;
}

/** Longest message, in characters. */
const LONGEST = 400;

/** The line that reports an error; DEBUG=1 adds the stack of an internal one. */
export function errorLine(error: unknown): string {
  if (error instanceof CliError) return `error: ${error.message}`;
  const failure = error instanceof Error ? error : new Error(String(error));
  const detail = process.env.DEBUG === undefined ? 'set DEBUG=1 for the stack' : failure.stack;
  const message = stripVTControlCharacters(failure.message).replace(/\s*\n\s*/g, ' ');
  return `error: ${message.length > LONGEST ? `${message.slice(0, LONGEST)} …` : message}; ${detail}`;
}

function leave(code: number): void {
  // Workers and audio threads may keep the process alive, but output must be flushed before it exits.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

/**
 * Runs a command with the process's arguments and exits: 0 done, 1 failed (one line on stderr), 130 interrupted.
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
    // A command that saves on Ctrl+C has its own listener and exits when it is done.
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
