/** `npm run bench`: measures what the project promises, topic by topic (see `topics.ts`). */

import { CliError, readNumber, runCli } from '../../models/cli/cli.ts';
import { ensurePalettes } from '../../models/cli/ensure-palettes.ts';
import { SHIPPED_MODEL } from '../../models/weights/read.ts';
import type { Topic } from './topic.ts';
import { TOPICS } from './topics.ts';

const names = Object.keys(TOPICS);

async function wanted(only: string | undefined): Promise<[name: string, topic: Topic][]> {
  const asked = only?.split(',').map((name) => name.trim());
  for (const name of asked ?? []) {
    if (!Object.hasOwn(TOPICS, name)) throw new CliError(`unknown topic '${name}'`, `topics: ${names.join(', ')}`);
  }
  const topics: [string, Topic][] = [];
  for (const name of asked ?? names) {
    const topic = await TOPICS[name]!();
    if (asked !== undefined || !topic.long) topics.push([name, topic]);
  }
  return topics;
}

await runCli({
  name: 'bench',
  summary: 'measures what the project promises: speed, sound and more, by topic',
  usage: 'npm run bench -- [options]',
  options: {
    only: { type: 'string', value: 'TOPICS', help: `some of ${names.join(', ')}; default: all that take no minutes` },
    rounds: { type: 'string', value: 'N', help: 'how often to measure', default: '3' },
    seeds: {
      type: 'string',
      value: 'N',
      help: 'seeds a mood, for topics that compose whole games; default: their own',
    },
    model: { type: 'string', value: 'FOLDER', help: 'a model folder', default: SHIPPED_MODEL },
    corpus: { type: 'string', value: 'DIR', help: 'folder of the corpus, for topics that compare with it' },
    pictures: { type: 'string', value: 'FOLDER', help: 'draw pictures into it, where the topic has some' },
    json: { type: 'boolean', help: 'print the figures as one JSON object' },
  },
  notes: ['Exits non-zero where a figure misses its bar.'],
  async run({ only, rounds, seeds, model, corpus, pictures, json }) {
    const options = {
      rounds: readNumber('rounds', rounds, 1, 1000, true),
      seeds: seeds === undefined ? null : readNumber('seeds', seeds, 1, 1000, true),
      model,
      corpus: corpus ?? null,
      pictures: pictures ?? null,
    };
    ensurePalettes();
    const figures: Record<string, unknown> = {};
    const missed: string[] = [];
    for (const [name, topic] of await wanted(only)) {
      const report = await topic.measure(options);
      figures[name] = report.figures;
      missed.push(...(report.missed ?? []).map((line) => `${name}: ${line}`));
      if (!json) console.log(report.lines.join('\n'));
    }
    if (json) console.log(JSON.stringify({ ...figures, missed }));
    for (const line of missed) console.error(`missed: ${line}`);
    if (missed.length > 0) process.exitCode = 1;
  },
});
