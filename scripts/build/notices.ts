/** Writes THIRD-PARTY-NOTICES: the license of every package with code in a published file, as listed by Vite. */

import { createRequire } from 'node:module';

/** A bundled package, as Vite's `build.license` lists it. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier. */
  readonly identifier?: string;
  /** The text of the package's license file, if it has one. */
  readonly text?: string;
}

interface License {
  readonly licenseText: string;
}
const LICENSES = createRequire(import.meta.url)('spdx-license-list/full') as Readonly<Record<string, License>>;

/** Copyright holders of packages without a license file, from the headers of their sources. */
const HOLDERS: Readonly<Record<string, string>> = {
  '@tensorflow/tfjs-core': '2018-2024 Google LLC',
  '@tensorflow/tfjs-backend-wasm': '2019-2024 Google LLC',
  '@tensorflow/tfjs-backend-cpu': '2018-2024 Google LLC',
  '@tonaljs/progression': '2015 danigb',
  '@tonaljs/rhythm-pattern': '2015 danigb',
  'fft.js': '2017 Fedor Indutny',
  seedrandom: '2019 David Bau',
  tweakpane: '2016 cocopon <cocopon@me.com>',
};

const RULE = '-'.repeat(78);

/**
 * The whole text, with each package once.
 * @throws Error for a package without a known license.
 */
export function thirdPartyNotices(packages: readonly BundledPackage[]): string {
  const unique = new Map(packages.map((bundled) => [`${bundled.name} ${bundled.version}`, bundled]));
  const sorted = [...unique].sort(([a], [b]) => (a < b ? -1 : 1));
  const sections = sorted.map(
    ([title, bundled]) =>
      `${RULE}\n${title} (${bundled.identifier ?? 'see below'})\n${RULE}\n\n${licenseText(bundled)}`,
  );
  return `The files of phaser-adaptive-music contain code of the following packages.\n\n${sections.join('\n\n')}\n`;
}

function licenseText({ name, identifier = '', text }: BundledPackage): string {
  if (text !== undefined) return text;
  const holder = HOLDERS[name];
  const license = LICENSES[identifier];
  if (holder === undefined || license === undefined)
    throw new Error(`${name} has no license file; name who holds its rights in scripts/build/notices.ts`);
  const dated = license.licenseText.replace('<year> <copyright holders>', holder).trim();
  return dated.includes(holder) ? dated : `Copyright ${holder}\n\n${dated}`;
}
