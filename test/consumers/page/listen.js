/** Leaves on the window what a page's game heard, as `game/main.ts` does. */
window.heard = { phrases: [], trouble: [], loudest: 0, written: 0, warnings: [] };
const warn = console.warn.bind(console);
console.warn = (...parts) => {
  if (String(parts[0]).includes('[phaser-adaptive-music]')) window.heard.warnings.push(parts.join(' '));
  warn(...parts);
};

window.listen = (scene) => {
  const { heard } = window;
  scene.soundtrack
    .on('phrase', ({ source }) => heard.phrases.push(source))
    .on('degraded', ({ reason }) => heard.trouble.push(reason))
    .on('error', ({ message }) => heard.trouble.push(message));
  const analyser = scene.sound.context.createAnalyser();
  scene.sound.masterVolumeNode.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  scene.events.on('update', () => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    heard.loudest = Math.max(heard.loudest, Math.sqrt(power));
    heard.written = scene.soundtrack.inspect()?.health.answered ?? 0;
  });
};
