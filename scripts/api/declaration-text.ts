/** Declarations of the sources as a reader of the API sees them. */

import ts from 'typescript';

/** The public part of a declaration as code: no bodies, no private members, comments as lines of `//` without their examples. */
export function declarationText(node: ts.Declaration, checker: ts.TypeChecker): string {
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
