// alex and write-good over texts that come as JSON lines, timed where they run.
//
//     node node_peers.mjs FOLDER      FOLDER: where npm put them
//
// Says which of them there are; then a line {"peer": "alex", "texts": [...]} is answered by
// {"seconds": 1.5, "found": 12}: processor time of this process, and how much it found.

import {createRequire} from 'node:module'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {pathToFileURL} from 'node:url'

const resolver = createRequire(join(process.argv[2], 'package.json'))
const LINTERS = {
  alex: (module) => (text) => module.text(text).messages.length,
  'write-good': (module) => (text) => module.default(text).length,
}

async function installed() {
  const found = {}
  for (const [name, lint] of Object.entries(LINTERS)) {
    try {
      found[name] = lint(await import(pathToFileURL(resolver.resolve(name))))
    } catch {
      // not installed
    }
  }
  return found
}

const linters = await installed()
console.log(JSON.stringify(Object.keys(linters)))
for await (const line of createInterface({input: process.stdin})) {
  const {peer, texts} = JSON.parse(line)
  const before = process.cpuUsage()
  let found = 0
  for (const text of texts) found += linters[peer](text)
  const {user, system} = process.cpuUsage(before)
  console.log(JSON.stringify({seconds: (user + system) / 1e6, found}))
}
