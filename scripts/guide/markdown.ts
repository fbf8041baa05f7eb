/** Extracts the steps of a guide: shell commands, and the contents of files. */

import { CliError } from '../../models/cli/cli.ts';

/** One step of a guide. */
export type GuideStep =
  | { readonly kind: 'shell'; readonly line: string }
  | { readonly kind: 'file'; readonly path: string; readonly text: string };

const BLOCK = /```(\w+)\n([\s\S]*?)```/g;
const HEADING = /^#{1,3} .*$/gm;

/**
 * The steps under a heading of a Markdown text, in order: the lines of `sh` blocks, and `ts` blocks as the files named in the
 * paragraphs before them. @throws if the heading does not exist, or a code block has no file.
 */
export function guideSteps(markdown: string, heading: string): readonly GuideStep[] {
  const headings = [...markdown.matchAll(HEADING)];
  const at = headings.findIndex(([line]) => line.replace(/^#+ /, '') === heading);
  if (at < 0) throw new CliError(`no heading '${heading}'`, 'name one that the guide has');
  const section = markdown.slice(headings[at]!.index, headings[at + 1]?.index);
  let end = 0;
  return [...section.matchAll(BLOCK)].flatMap((match): GuideStep[] => {
    const before = section.slice(end, match.index);
    end = match.index + match[0].length;
    const [, language, text = ''] = match;
    if (language === 'sh') {
      const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim());
      return lines.filter((line) => line !== '').map((line) => ({ kind: 'shell', line }));
    }
    const path = before.match(/`([\w/]+\.\w+)`/)?.[1];
    if (path === undefined)
      throw new CliError(`a ${language} block under '${heading}' names no file`, 'name it before');
    return [{ kind: 'file', path, text }];
  });
}
