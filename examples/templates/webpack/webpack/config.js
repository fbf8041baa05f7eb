const path = require('node:path');
const HtmlWebpackPlugin = require('html-webpack-plugin');

module.exports = {
  mode: 'development',
  entry: './src/main.js',
  devtool: 'eval-source-map',
  output: { path: path.resolve(__dirname, '../dist'), filename: 'bundle.js' },
  devServer: { port: 8080 },
  module: {
    rules: [{ test: /\.js$/, exclude: /node_modules/, use: 'babel-loader' }],
  },
  plugins: [new HtmlWebpackPlugin({ template: './index.html' })],
};
