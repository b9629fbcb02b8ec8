// Writes what pcf-scripts writes: out/controls/<constructor> with the manifest, the bundle and its resources.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const out = 'out/controls/Rating'
mkdirSync(`${out}/css`, { recursive: true })
cpSync('Rating/css/rating.css', `${out}/css/rating.css`)
cpSync('Rating/ControlManifest.Input.xml', `${out}/ControlManifest.xml`)
writeFileSync(`${out}/bundle.js`, `/* bundle */\n${readFileSync('Rating/index.js', 'utf8')}`)
