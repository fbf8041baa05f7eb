/** The package contains its samples. Replaces `models/cli/ensure-palettes.ts` in its build. */

import { CliError } from '../../../models/cli/cli.ts';
import { hasWebAudio, howToInstall, WEB_AUDIO } from '../packages.ts';

/** Throws {@link CliError} if nothing can be rendered here, before anything long begins. */
export function ensurePalettes(): void {
  if (!hasWebAudio()) throw new CliError('WAV files need Web Audio in Node', howToInstall(WEB_AUDIO));
}
