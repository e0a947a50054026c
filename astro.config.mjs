import solid from '@astrojs/solid-js'
import { defineConfig } from 'astro/config'
import { embedScript } from './src/layouts/embed-script.ts'
import { strictHeaders } from './src/layouts/strict-headers.ts'

const api = process.env.TONLE_API ?? 'http://localhost:8788'

// A build is for production whoever starts it: a test runner's NODE_ENV would bring the router's helpers for development along.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production'

// A static site: every page is made at build time and served from the CDN; data comes from the Worker's API.
export default defineConfig({
  output: 'static',
  integrations: [solid(), strictHeaders(), embedScript()],
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  prefetch: false,
  vite: {
    plugins: [shells()],
    build: { assetsInlineLimit: 0 },
    // The Worker behind it refuses foreign origins, and must take this server's pages for its own.
    server: {
      proxy: Object.fromEntries(
        ['/api', '/f/'].map((path) => [path, { target: api, changeOrigin: true, headers: { origin: api } }]),
      ),
    },
  },
})

/** In development what public/_redirects does in production: one shell page under every id. */
function shells() {
  return {
    name: 'shells',
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        request.url = request.url?.replace(/^\/([prd]|settings)\/[^?]+/, '/$1/')
        next()
      })
    },
  }
}
