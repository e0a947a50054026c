import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { type BuildOptions, build } from 'esbuild'

const SOURCE = fileURLToPath(new URL('../embed/embed.ts', import.meta.url))

/** One file, for browsers of the last years: pages that we don't know load it. */
const OPTIONS = {
  entryPoints: [SOURCE],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
} satisfies BuildOptions

/** Makes dist/embed.js of src/embed, which stands under its own name since others' pages name it. */
export function embedScript(): AstroIntegration {
  return {
    name: 'embed-script',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        await build({ ...OPTIONS, outfile: `${fileURLToPath(dir)}embed.js` })
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use('/embed.js', async (_request, response) => {
          const { outputFiles } = await build({ ...OPTIONS, write: false })
          response.setHeader('content-type', 'text/javascript')
          response.end(outputFiles[0]!.text)
        })
      },
    },
  }
}
