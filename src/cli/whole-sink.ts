import { fstatSync, writeSync } from 'node:fs'
import { Writable } from 'node:stream'
import type { Sink } from './io.ts'

/**
 * A stream of the process that writes every byte or tells why not. Node's own stream to a file counts a
 * part as the whole: what a disk had no room for is lost without an error.
 */
export function wholeSink(stream: Sink & { readonly fd: number }): Sink {
  return isFile(stream.fd) ? fileSink(stream.fd) : stream
}

function isFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile()
  } catch {
    return false
  }
}

function fileSink(fd: number): Sink {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at)
        done()
      } catch (error) {
        done(error as Error)
      }
    },
  })
}
