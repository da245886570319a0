/** Sync calls held open at a time where the documents name no limit: bounds sockets and memory. */
export const mostOpenCalls = 64
