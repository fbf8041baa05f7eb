const path = require('node:path');
const HtmlWebpackPlugin = require('html-webpack-plugin');

module.exports = {
  mode: 'production',
  entry: './src/main.js',
  output: { path: path.resolve(__dirname, '../dist'), filename: 'bundle.min.js', clean: true },
  performance: { maxEntrypointSize: 2500000, maxAssetSize: 2500000 },
  module: {
    rules: [{ test: /\.js$/, exclude: /node_modules/, use: 'babel-loader' }],
  },
  plugins: [new HtmlWebpackPlugin({ template: './index.html' })],
};
