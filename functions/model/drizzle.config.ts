import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'sqlite', schema: './functions/model/schema/index.ts', out: './migrations' })
