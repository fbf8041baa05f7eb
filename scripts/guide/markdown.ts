/** A guide is read as a newcomer reads it: from a heading down, what to type into a shell, and what to put into which file. */

import { CliError } from '../../models/cli/cli.ts';

/** One thing that a guide says to do. */
export type GuideStep =
  | { readonly kind: 'shell'; readonly line: string }
  | { readonly kind: 'file'; readonly path: string; readonly text: string };

const BLOCK = /```(\w+)\n([\s\S]*?)```/g;
const HEADING = /^#{1,3} .*$/gm;

/**
 * The steps under a heading of a Markdown text, in order: the lines of its `sh` blocks, and its `ts` blocks as the files
 * that the paragraphs before them name. @throws where there is no such heading, or a block of code for no file.
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
