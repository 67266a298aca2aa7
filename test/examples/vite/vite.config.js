import { defineConfig } from 'vite'

export default defineConfig({
  build: { target: 'es2017', lib: { entry: { full: 'src/full.js', signer: 'src/signer.js' }, formats: ['es'] } },
})
