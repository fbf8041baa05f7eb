/**
 * Writes `llms.txt`: the whole public interface on one page, from the sources' own declarations and comments, for coding
 * assistants and for people who like to read it in one go. A test holds the committed page to the sources.
 */

import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { runCli } from '../models/cli/cli.ts';
import { writeFileAtomic } from '../models/cli/files.ts';
import { ENTRIES, publicName } from '../vite.config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the page lies. */
export const SUMMARY_FILE = join(root, 'llms.txt');

/** Entries that are told in full; `headless` holds every part of the inside and is named only. */
const TOLD = Object.keys(ENTRIES).filter((entry) => entry !== 'headless' && entry !== 'scene');

/** The page as it should be. */
export function apiSummary(): string {
  const settings = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  ).options;
  const program = ts.createProgram(
    TOLD.map((entry) => ENTRIES[entry]!),
    settings,
  );
  const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { description: string };
  const head = [
    '# phaser-adaptive-music',
    '',
    `> ${description} An LSTM writes the melodies in a worker, an arranger scores them, Tone.js plays them; game signals steer.`,
    '',
    'Install: `npm i phaser-adaptive-music` (peer: phaser 3.80 or later, or 4). Guides: README.md and docs/ of the repository.',
    '',
    '```ts',
    ...setupExample(),
    '```',
  ];
  const parts = TOLD.map((entry) => entryText(entry, program));
  const headless = `## ${publicName('headless')}\n\nEverything that needs neither Phaser nor sound (moods, models, arranger, conductor); runs in Node.`;
  return `${[head.join('\n'), ...parts, headless].join('\n\n')}\n`;
}

/** The first code of the README is how the package is set up. */
function setupExample(): string[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  return (/```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '').trimEnd().split('\n');
}

function entryText(entry: string, program: ts.Program): string {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(ENTRIES[entry]!)!;
  const found = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!);
  const told = found.flatMap((symbol) => {
    const { flags } = symbol;
    const meant = flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = meant.declarations?.find((node) => node.getSourceFile().fileName.includes('/plugin/'));
    return declaration ? [declarationText(declaration, checker)] : [];
  });
  return [`## ${publicName(entry)}`, '', '```ts', told.join('\n\n'), '```'].join('\n');
}

function declarationText(node: ts.Declaration, checker: ts.TypeChecker): string {
  if (ts.isClassDeclaration(node)) {
    const members = node.members.filter(isPublic).map((member) => indented(`${comment(member)}${memberText(member)}`));
    return `${comment(node)}class ${node.name?.text} {\n${members.join('\n')}\n}`;
  }
  if (ts.isFunctionDeclaration(node)) {
    return `${comment(node)}function ${signature(node)};`;
  }
  if (ts.isVariableDeclaration(node)) {
    const type = checker.typeToString(
      checker.getTypeAtLocation(node),
      node,
      ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope,
    );
    return `${comment(node)}const ${node.name.getText()}: ${type};`;
  }
  if (ts.isTypeAliasDeclaration(node) && node.type.getText().includes('typeof ')) {
    const flags = ts.TypeFormatFlags.InTypeAlias | ts.TypeFormatFlags.NoTruncation;
    return `${comment(node)}type ${node.name.text} = ${checker.typeToString(checker.getTypeAtLocation(node), node, flags)};`;
  }
  return `${comment(node)}${node.getText().replace(/^export /, '')}`;
}

/** Whether a game may use a member of a class; what Phaser calls is left out as well. */
function isPublic(member: ts.ClassElement): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  if (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Override)) return false;
  if (member.name !== undefined && ts.isPrivateIdentifier(member.name)) return false;
  return (
    ts.isMethodDeclaration(member) ||
    ts.isAccessor(member) ||
    ts.isPropertyDeclaration(member) ||
    ts.isConstructorDeclaration(member)
  );
}

function memberText(member: ts.ClassElement): string {
  if (ts.isConstructorDeclaration(member)) return `constructor(${parameters(member)});`;
  if (ts.isGetAccessor(member)) return `get ${member.name.getText()}(): ${member.type?.getText() ?? 'unknown'};`;
  if (ts.isSetAccessor(member)) return `set ${member.name.getText()}(${parameters(member)});`;
  if (ts.isMethodDeclaration(member)) return `${signature(member)};`;
  return `${member.getText().replace(/ = [\s\S]*?;$/, ';')}`;
}

function signature(node: ts.FunctionDeclaration | ts.MethodDeclaration): string {
  const types = node.typeParameters?.map((each) => each.getText()).join(', ');
  const result = node.type?.getText() ?? 'void';
  return `${node.name?.getText()}${types ? `<${types}>` : ''}(${parameters(node)}): ${result}`;
}

function parameters(node: ts.SignatureDeclaration): string {
  return node.parameters.map((each) => each.getText()).join(', ');
}

/** The comment of a declaration without its examples, as lines of `//`. */
function comment(node: ts.Node): string {
  const owner = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const docs = ts.getJSDocCommentsAndTags(owner).filter(ts.isJSDoc);
  const last = docs.at(-1);
  if (!last) return '';
  const text = ts.getTextOfJSDocComment(last.comment) ?? '';
  const tags = (last.tags ?? [])
    .filter((tag) => tag.tagName.text === 'throws')
    .map((tag) => `Throws ${ts.getTextOfJSDocComment(tag.comment) ?? ''}`);
  const lines = [text, ...tags]
    .join(' ')
    .trim()
    .split(/\s*\n\s*/);
  return `// ${lines.join(' ')}\n`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  await runCli({
    name: 'api-summary',
    summary: 'writes llms.txt, the public interface on one page, from the sources',
    usage: 'npx tsx scripts/api-summary.ts',
    options: {},
    run() {
      writeFileAtomic(SUMMARY_FILE, apiSummary());
      console.log(SUMMARY_FILE);
    },
  });
}
