/**
 * What a case may say. README.md explains the words; this is their shape.
 *
 * @typedef {import("../../support/fault-server/vocabulary.mjs").Script} Script
 * @typedef {import("../../support/fault-server/vocabulary.mjs").OriginOptions} OriginOptions
 * @typedef {"ok" | "failure" | "refused" | "interrupted"} ExitClass
 *
 * @typedef {{ size: number } | { text: string } | { base64: string } | { gzip: string } | { of: string, from?: number, to?: number, flip?: number, zeros?: number }
 *   | { repeat: string, times: number, before?: string, after?: string } | { repomd: RepositoryData[] }} ContentRecipe
 *
 * @typedef {object} Artifact
 * @property {string} path local_path
 * @property {string} [content] name of the content; "a" when absent
 * @property {string} [variant] "Server" when absent
 * @property {string} [arch] "x86_64" when absent
 * @property {string} [url] without it, a URL of the origin below which the content is served
 * @property {string} [origin] "a" when absent
 * @property {number | null} [size] without it, the true one
 * @property {string | null} [checksum] an algorithm, "wrong" (of something else), "upper" (sha256 in upper case), null, or any other text as it is; sha256
 *   when absent
 * @property {string} [uid] of a module, `name:stream:version:context`
 *
 * @typedef {object} RepositoryData one data element of a repomd.xml
 * @property {string} href
 * @property {string} [content]
 * @property {string} [type] the name of the file up to its first dot when absent
 * @property {string} [location] what stands in the XML in place of href
 * @property {string} [base] xml:base
 * @property {number} [size]
 * @property {string} [checksum] as in an artifact
 *
 * @typedef {Artifact & { category?: string, data: RepositoryData[], repomd?: string }} Repository `repomd` names a content to
 *   serve in place of the one made of `data`
 *
 * @typedef {object} Input
 * @property {Record<string, unknown>} [compose] fields of payload.compose
 * @property {Artifact[]} [images]
 * @property {Artifact[]} [extra_files]
 * @property {Artifact[]} [rpms]
 * @property {Artifact[]} [modules]
 * @property {Repository[]} [repositories]
 * @property {{ file: string, find: string, replace: string }[]} [edit] changes of the text of the files
 * @property {Record<string, string>} [write] file name to the content that it has instead
 * @property {string} [argument] what the client is given instead of the folder with the metadata
 *
 * @typedef {object} Entry something on disk
 * @property {string} [content]
 * @property {string} [text]
 * @property {string} [symlink]
 * @property {string} [hardlink] a place
 * @property {boolean} [directory]
 * @property {boolean} [fifo]
 * @property {boolean} [remove]
 * @property {string} [rename] a place that it is moved to
 * @property {string} [mode] octal
 * @property {boolean} [optional] among the expected: it may be gone
 * @property {boolean} [keepTime] the modification time stays what it was
 *
 * @typedef {object} Limits
 * @property {string} [umask]
 * @property {number} [fileSize] bytes, a multiple of 512
 * @property {number} [openFiles]
 * @property {number} [tree] the tree is a mount of its own, with room for that many bytes
 * @property {"read-only" | number} [output] the output is a read-only mount, or one with room for that many bytes
 *
 * @typedef {object} Run
 * @property {Record<string, string | number | boolean>} [options]
 * @property {Record<string, string>} [env]
 * @property {Limits} [limits]
 * @property {Record<string, Entry>} [before] what is put on disk before it, by place
 * @property {Record<string, unknown>} [compose] fields of payload.compose that are others from here on
 * @property {ExitClass | ExitClass[]} [exit]
 * @property {boolean} [background] the next run starts while it works, after its first request
 * @property {{ least?: number, most?: number }} [duration] milliseconds
 *
 * @typedef {object} ExpectedRequest
 * @property {string} [origin] "a" when absent
 * @property {string} [path] request target; every one when absent
 * @property {Record<string, string | null | { match: string }>} [headers] null: absent
 * @property {number | { least?: number, most?: number }} [count] at least one when absent
 *
 * @typedef {string | { content: string, mode?: string, otherInode?: string, sameInode?: string }} ExpectedFile
 *
 * @typedef {object} Expectation
 * @property {ExitClass | ExitClass[]} exit of the last run
 * @property {Record<string, ExpectedFile> | null} [files] every file of the tree by local path; when absent all artifacts
 *   after `ok`, else none; null: any of the artifacts
 * @property {Record<string, Entry>} [others] what is in the tree and no regular file: links, FIFOs
 * @property {string[]} [folders] local paths that have to be folders
 * @property {boolean | null} [metadata] whether 1.2 metadata must be there; true after `ok`, null: either
 * @property {"none" | ExpectedRequest[]} [requests]
 * @property {{ origin?: string, path: string, least?: number, most?: number, from?: number }[]} [gaps] milliseconds between the request
 *   number `from` (0 when absent) for a path and the next
 * @property {Record<string, { least?: number, most?: number }>} [connections] by origin
 * @property {Record<string, string | string[]>} [failures] local path to the classes that the report may name
 * @property {Record<string, string | string[]>} [states] local path to the states that the report may name
 * @property {{ match?: string[], not?: string[], most?: Record<string, number> }} [output] patterns for all that
 *   the client says: streams, report, summary; `most` limits how often one fits. `match` is for clients that write our report
 * @property {{ not?: string[] }} [summary] patterns for the job summary, `{sandbox}/said/summary.md`
 * @property {string[]} [elsewhere] paths relative to the sandbox that may be made outside the output
 * @property {number} [largest] bytes of the largest file anywhere in the output directory
 *
 * @typedef {object} Case
 * @property {string} name
 * @property {string} title
 * @property {boolean} seldom a further form: not played in every run of the tests
 * @property {number[]} faults
 * @property {string[]} weaknesses
 * @property {string[]} [needs] what the machine must be able to do: "mounts"
 * @property {Record<string, OriginOptions>} origins
 * @property {Record<string, ContentRecipe>} contents
 * @property {Record<string, Script>} server
 * @property {Input} input
 * @property {Record<string, Entry>} before
 * @property {Record<string, string | number | boolean>} options
 * @property {Record<string, string>} env
 * @property {Limits} limits
 * @property {Run[]} runs
 * @property {Expectation} expect
 */
export {};
