import solid from '@astrojs/solid-js'
import { defineConfig } from 'astro/config'
import { embedScript } from './src/layouts/embed-script.ts'
import { strictHeaders } from './src/layouts/strict-headers.ts'

const api = process.env.TONLE_API ?? 'http://localhost:8788'

// A build is for production whoever starts it: a test runner's NODE_ENV would bring the router's helpers for development along.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production'

// What every page begins with, what those in the frame do, and what the frame asks for once it stands: one file each, with all that
// they import. Left alone they are cut into fifty of a kilobyte.
const chunks = [
  {
    name: 'base',
    test: /node_modules\/solid-js\/|src\/(parts\/(screen|language-switch)|widgets\/(button|field|message)|client\/route)\.tsx?$/,
  },
  {
    name: 'frame',
    test: /src\/(islands\/(rail\/rail|notices\/notices)|client\/([^/]+|live\/(follow|presence)))\.tsx?$/,
  },
  {
    name: 'frame-later',
    test: /src\/(islands\/(rail\/(line-state|person-menu)|notifications\/unread)|client\/live\/connect)\.tsx?$/,
  },
]

// A static site: every page is made at build time and served from the CDN; data comes from the Worker's API.
export default defineConfig({
  output: 'static',
  integrations: [solid(), strictHeaders(), embedScript()],
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  prefetch: false,
  vite: {
    plugins: [shells()],
    // One stylesheet: every page would otherwise ask for dozens before it may paint, and compressed alone they are half as big again.
    build: { assetsInlineLimit: 0, cssCodeSplit: false },
    environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: chunks } } } } } },
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
