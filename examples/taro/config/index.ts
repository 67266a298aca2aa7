import { defineConfig } from '@tarojs/cli'

export default defineConfig({
  projectName: 'example-taro',
  designWidth: 750,
  deviceRatio: { 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: 'dist',
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  mini: { postcss: { pxtransform: { enable: true, config: {} } } },
})
