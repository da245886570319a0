interface Node {
  readonly description?: string
  readonly $ref?: string
  readonly $defs?: Record<string, Node>
  readonly properties?: Record<string, Node>
  readonly items?: Node
}

/** Definitions and properties of a schema without a description, of their own or of what they refer to. */
export function undescribed(schema: Node, path: string): string[] {
  return below({ ...schema.$defs, ...schema.properties }, schema.$defs ?? {}, path)
}

function below(nodes: Record<string, Node>, all: Record<string, Node>, path: string): string[] {
  return Object.entries(nodes).flatMap(([name, node]) => {
    const here = `${path}/${name}`
    const target = all[node.$ref?.replace('#/$defs/', '') ?? '']
    // A constant that narrows a property of another definition, which describes it.
    const isNarrowed = 'const' in node && name === 'state'
    const isMissing = node.description === undefined && target?.description === undefined
    return [
      ...(isMissing && !isNarrowed ? [here] : []),
      ...below({ ...node.properties, ...node.items?.properties }, all, here),
    ]
  })
}
