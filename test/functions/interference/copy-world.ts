import type { World } from '../../world.ts'

/** Puts all of one world's rows and files into another that has never been asked anything. */
export async function copyWorld(from: World, into: World): Promise<void> {
  // Its tables are there once it has answered.
  await fetch(`${into.url}/api/health`)
  const [source, target] = await Promise.all([from.db(), into.db()])
  const { results: tables } = await source
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'`,
    )
    .all<{ name: string }>()
  const statements: D1PreparedStatement[] = []
  for (const { name } of tables) {
    const { results: rows } = await source.prepare(`SELECT * FROM ${name}`).all<Record<string, unknown>>()
    statements.push(target.prepare(`DELETE FROM ${name}`))
    if (rows.length === 0) continue
    const columns = Object.keys(rows[0]!)
    const values = columns.map((_, i) => `p.value ->> ${i}`).join(', ')
    for (let i = 0; i < rows.length; i += 200)
      statements.push(
        target
          .prepare(`INSERT INTO ${name} (${columns.join(', ')}) SELECT ${values} FROM json_each(?) p`)
          .bind(JSON.stringify(rows.slice(i, i + 200).map((row) => columns.map((column) => row[column])))),
      )
  }
  const { results: counters } = await source
    .prepare('SELECT name, seq FROM sqlite_sequence')
    .all<{ name: string; seq: number }>()
  statements.push(target.prepare('DELETE FROM sqlite_sequence'))
  for (const { name, seq } of counters)
    statements.push(target.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').bind(name, seq))
  await target.batch(statements)
  const [files, copies] = await Promise.all([from.files(), into.files()])
  for (const { key } of (await files.list()).objects) await copies.put(key, await (await files.get(key))!.arrayBuffer())
}
