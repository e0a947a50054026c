import solid from '@astrojs/solid-js'
import { defineConfig } from 'astro/config'

// A static site: every page is made at build time and served from the CDN; data comes from the Worker's API.
export default defineConfig({
  output: 'static',
  integrations: [solid()],
  build: { format: 'directory' },
  devToolbar: { enabled: false },
  vite: { server: { proxy: { '/api': process.env.TONLE_API ?? 'http://localhost:8788' } } },
})
