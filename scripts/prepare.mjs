// Builds dist/ after `npm ci`, where what builds it is installed; a production install (--omit=dev) ships dist/ already.
import { existsSync } from 'node:fs'

if (existsSync('node_modules/typescript')) await import('./build.mjs')
