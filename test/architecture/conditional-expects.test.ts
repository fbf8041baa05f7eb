/**
 * An expectation under a condition may never run, and one in a `try` may fail unseen: a test counts its cases first, and then
 * expects something of each.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'))
  .map((path) => join('test', path));

/** Whether a `catch` throws at its end, and so cannot swallow a failed expectation. */
function rethrows({ block }: ts.CatchClause): boolean {
  const last = block.statements.at(-1);
  return last !== undefined && ts.isThrowStatement(last);
}

/**
 * Whether a node runs only where a condition holds: in a branch, after `&&`, `||` or `??`, or in a `catch`; or whether what it
 * throws is swallowed, in a `try`.
 */
function isConditional(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isTryStatement(parent))
    return node === parent.tryBlock && parent.catchClause !== undefined && !rethrows(parent.catchClause);
  if (ts.isIfStatement(parent)) return node !== parent.expression;
  if (ts.isConditionalExpression(parent)) return node !== parent.condition;
  if (ts.isCatchClause(parent)) return true;
  const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } = ts.SyntaxKind;
  return (
    ts.isBinaryExpression(parent) &&
    node === parent.right &&
    [AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken].includes(parent.operatorToken.kind as never)
  );
}

/** Places of calls to `expect` that may not run, or fail unseen, within their function. */
function conditionalExpects(path: string, code: string): string[] {
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (node: ts.Node, conditional: boolean): void => {
    const under = !ts.isFunctionLike(node) && (conditional || (node.parent !== undefined && isConditional(node)));
    if (under && ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'expect')
      found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    node.forEachChild((child) => look(child, under));
  };
  look(source, false);
  return found;
}

test('no expectation stands under a condition, or in a try that swallows its failure', () => {
  expect(tests.length).toBeGreaterThan(100);
  expect(tests.flatMap((path) => conditionalExpects(path, readFileSync(path, 'utf8')))).toEqual([]);
});

test.each([
  ['if (found) expect(1).toBe(1);', 1],
  ['if (found) { for (const each of found) expect(each).toBe(1); }', 1],
  ['if (a) b(); else expect(1).toBe(1);', 1],
  ['found && expect(1).toBe(1);', 1],
  ['found ? expect(1).toBe(1) : expect(2).toBe(2);', 2],
  ['try { a(); } catch { expect(1).toBe(1); }', 1],
  ['try { expect(a()).toBe(1); } catch {}', 1],
  ['try { expect(a()).toBe(1); } catch (error) { log(error); throw error; }', 0],
  ['try { expect(a()).toBe(1); } finally { b(); }', 0],
  ['for (const each of found) expect(each).toBe(1);', 0],
  ['if (found) test("a", () => expect(1).toBe(1));', 0],
  ['expect(found ? 1 : 2).toBe(1);', 0],
])('%s has %i', (code, count) => {
  expect(conditionalExpects('x.ts', code)).toHaveLength(count);
});
