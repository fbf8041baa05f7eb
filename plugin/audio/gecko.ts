/** Detects Firefox's engine, for differences that cannot be detected themselves. */

/** Whether this is Gecko: only it has the property. */
export const isGecko = () => 'mozInnerScreenX' in globalThis;

/**
 * Whether this page would stand still for ever if it asked its audio context how late the speakers are. Where Firefox plays through
 * PulseAudio or PipeWire (Linux, BSD), the question waits for the sound server's thread and holds a lock of the audio graph; if that
 * thread is just rendering the graph, it waits for the lock. Found in Firefox 153; the sound systems of Windows, macOS and Android
 * answer without that thread.
 */
export const hangsOnLatency = () => isGecko() && !/Windows|Macintosh|Android/.test(navigator.userAgent);
