/** Web Audio where there is none: in Node, offline rendering is done by `node-web-audio-api`, an optional package. */

type OfflineConstructor = typeof OfflineAudioContext;

const PACKAGE = 'node-web-audio-api';

/**
 * The class to render with: the browser's own, or the package's. In Node it has to be called before anything imports
 * Tone, which looks for Web Audio once, when it is loaded.
 * Rejects with one line where there is neither.
 */
export async function offlineAudio(): Promise<OfflineConstructor> {
  if (typeof OfflineAudioContext !== 'undefined') return OfflineAudioContext;
  const classes = await importPackage();
  const scope: { window?: unknown } = globalThis;
  // Tone tells audio nodes by the classes of `window`. It need not stay: other libraries would think this a browser.
  const before = Object.getOwnPropertyDescriptor(scope, 'window');
  scope.window = { ...classes };
  try {
    await import('./tone.ts');
  } finally {
    if (before) Object.defineProperty(scope, 'window', before);
    else delete scope.window;
  }
  return classes.OfflineAudioContext;
}

/**
 * A function that frees the audio nodes that nothing holds any more, at once. node-web-audio-api goes on processing a
 * node until it is collected, and Node collects rarely: a long piece would slow down and its last bits would vary. Where
 * that cannot be had (in browsers) it does nothing.
 */
export function nodeCollector(): () => void {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  // Asked for in this way, and not imported, bundlers for browsers do not look for them.
  const v8 = process?.getBuiltinModule?.('node:v8') as { setFlagsFromString(flag: string): void } | undefined;
  const vm = process?.getBuiltinModule?.('node:vm') as { runInNewContext(code: string): unknown } | undefined;
  if (!v8 || !vm) return () => {};
  v8.setFlagsFromString('--expose-gc');
  return vm.runInNewContext('gc') as () => void;
}

async function importPackage(): Promise<{ OfflineAudioContext: OfflineConstructor }> {
  try {
    // By a name that bundlers do not follow: in browsers it is never needed.
    return (await import(/* @vite-ignore */ PACKAGE)) as { OfflineAudioContext: OfflineConstructor };
  } catch (error) {
    throw new Error(`no Web Audio here: ${(error as Error).message}; install ${PACKAGE} to render in Node`);
  }
}
