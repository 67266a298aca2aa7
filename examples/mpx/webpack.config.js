const path = require('node:path')
const MpxWebpackPlugin = require('@mpxjs/webpack-plugin')

const babel = { loader: 'babel-loader', options: { presets: [['@babel/preset-env', { modules: false }]] } }

module.exports = {
  mode: 'production',
  target: 'web',
  entry: { app: './src/app.mpx' },
  output: { path: path.resolve(__dirname, 'dist'), filename: '[name].js', publicPath: '/' },
  performance: false,
  module: {
    rules: [
      { test: /\.mpx$/, use: MpxWebpackPlugin.loader({}) },
      { test: /\.wxs$/, use: MpxWebpackPlugin.wxsPreLoader(), enforce: 'pre' },
      { test: /\.wxml$/, use: MpxWebpackPlugin.wxmlLoader() },
      { test: /\.wxss$/, use: MpxWebpackPlugin.wxssLoader() },
      // mpx itself ships newer JavaScript than WeChat's phones run.
      { test: /\.js$/, include: [path.resolve(__dirname, 'src'), /@mpxjs/], use: babel },
      { resourceQuery: /asScript/, type: 'javascript/auto' },
    ],
  },
  resolve: { extensions: ['.mpx', '.js'] },
  plugins: [new MpxWebpackPlugin({ mode: 'wx', srcMode: 'wx' })],
}
