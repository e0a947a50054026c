import solid from '@astrojs/solid-js'
import { defineConfig } from 'astro/config'
import { strictHeaders } from './src/layouts/strict-headers.ts'

// A static site: every page is made at build time and served from the CDN; data comes from the Worker's API.
export default defineConfig({
  output: 'static',
  integrations: [solid(), strictHeaders()],
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  prefetch: false,
  vite: {
    build: { assetsInlineLimit: 0 },
    server: { proxy: { '/api': process.env.TONLE_API ?? 'http://localhost:8788' } },
  },
})
