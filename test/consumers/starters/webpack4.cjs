/** webpack 4 stands for resolvers without `exports` and parsers of old syntax; run in a consumer's folder. */

const webpack = require('webpack4');

webpack(
  {
    context: process.cwd(),
    entry: './main.js',
    mode: 'production',
    optimization: { minimize: false },
    performance: false,
    resolve: { symlinks: false },
    output: { path: `${process.cwd()}/out`, filename: 'main.js' },
  },
  (error, stats) => {
    if (error) throw error;
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
    if (errors.length + warnings.length > 0) throw new Error([...errors, ...warnings].join('\n'));
  },
);
