/** An answer before it is put on the wire. */
export interface Reply {
  readonly status: number
  /** JSON when an object; bytes as they are; no body when null. */
  readonly body: Readonly<Record<string, unknown>> | Buffer | null
  readonly headers?: Readonly<Record<string, string>>
  /** Called once the whole answer has been handed to the network, or once it is certain that it never will. */
  readonly onSent?: (complete: boolean) => void
}
