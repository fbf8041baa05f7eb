import { context } from 'esbuild';

const watched = await context({
  entryPoints: ['src/main.js'],
  bundle: true,
  outfile: 'public/bundle.js',
  write: false,
  sourcemap: true,
  logLevel: 'info',
});
await watched.watch();
await watched.serve({ servedir: 'public', port: Number(process.env.PORT ?? 8080) });
