/** Checks the content security policies that pages state themselves. */

import type { ProjectFile } from '../project-files.ts';
import { type Finding, findingsOf } from './finding.ts';

const META = /<meta\b[^>]*http-equiv\s*=\s*["']?content-security-policy["']?[^>]*>/gi;
const CONTENT = /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/i;

/** The sources of each directive. */
type Policy = ReadonlyMap<string, readonly string[]>;

function readPolicy(text: string): Policy {
  const policy = new Map<string, readonly string[]>();
  for (const directive of text.split(';')) {
    const [name, ...sources] = directive.trim().toLowerCase().split(/\s+/);
    // The first directive of a name counts (Content Security Policy Level 3, 2.2.1).
    if (name && !policy.has(name)) policy.set(name, sources);
  }
  return policy;
}

/** The sources that a directive allows, by the first of its fallbacks that the policy has; null: everything. */
function allowed(policy: Policy, ...directives: readonly string[]): readonly string[] | null {
  const name = directives.find((directive) => policy.has(directive));
  return name === undefined ? null : policy.get(name)!;
}

/** Whether the policies of a project's pages let the network run. `ownWorker`: the soundtrack names a worker file. */
export function checkPolicies(pages: readonly ProjectFile[], ownWorker: boolean): readonly Finding[] {
  const { ok, warning } = findingsOf('content security policy');
  const findings: Finding[] = [];
  for (const { path, text } of pages) {
    for (const [meta] of text.matchAll(META)) {
      const content = CONTENT.exec(meta);
      const policy = readPolicy((content?.[1] ?? content?.[2] ?? '').replaceAll('&#39;', "'"));
      const scripts = allowed(policy, 'script-src', 'default-src');
      const workers = allowed(policy, 'worker-src', 'child-src', 'script-src', 'default-src');
      if (scripts && !scripts.includes("'wasm-unsafe-eval'") && !scripts.includes("'unsafe-eval'"))
        findings.push(
          warning(`${path} forbids WebAssembly, so plainer melodies play`, "add 'wasm-unsafe-eval' to script-src"),
        );
      if (workers && !ownWorker && !workers.includes('blob:'))
        findings.push(
          warning(
            `${path} forbids workers from blobs, so plainer melodies play`,
            'add blob: to worker-src, or serve dist/phrase-worker.js and set workerUrl',
          ),
        );
    }
  }
  return findings.length > 0 ? findings : [ok('no page forbids WebAssembly or the worker')];
}
