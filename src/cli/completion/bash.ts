import { patterns, placesOf, posixQuoted } from './places.ts'
import type { CommandShape, Offer } from './shape.ts'

/**
 * A completion script for bash 3.2 and newer; macOS still has that one. It asks nobody: what there is
 * to offer stands in it.
 */
export function bashCompletion(program: CommandShape): string {
  const { commands, values, options, arguments: args, groups } = placesOf(program)
  return `# bash completion for mintage; made by \`mintage completion bash\`

_mintage_files() {
  local IFS=$'\\n' extension
  COMPREPLY=($(compgen -d -- "$cur"))
  for extension in "$@"; do
    COMPREPLY+=($(compgen -f -X "!*.$extension" -- "$cur"))
  done
  compopt -o filenames 2>/dev/null
}

_mintage() {
  local cur=\${COMP_WORDS[COMP_CWORD]} command='' before='' options='' position=0 index word
  COMPREPLY=()
  # bash takes --name=value apart into three words
  [[ $cur == '=' ]] && cur=''
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    [[ $word == '=' ]] && continue
    case "$command:$before" in
      ${patterns(values.map(({ place }) => place))})
        before=''
        continue
        ;;
    esac
    before=''
    case "$command:$word" in
      *:-*) before=$word ;;
      ${patterns(commands)})
        command="\${command:+$command }$word"
        ;;
      *) position=$((position + 1)) ;;
    esac
  done
  case "$command:$before" in
${values.map(({ place, offer }) => line(place, `${offering(offer)}; return`)).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case "$command" in
${options.map(({ place, options: all }) => line(place, `options=${words(all.map(({ name }) => name))}`)).join('\n')}
    esac
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
    return
  fi
  case "$command:$position" in
${[
  ...groups.map(({ place, commands: all }) =>
    line(place, offering({ kind: 'words', words: all.map(({ name }) => name) })),
  ),
  ...args.map(({ place, argument }) => line(place, offering(argument.offer))),
].join('\n')}
  esac
}

complete -F _mintage mintage
`
}

function line(place: string, commands: string): string {
  return `    ${posixQuoted(place)}) ${commands} ;;`
}

function offering(offer: Offer): string {
  switch (offer.kind) {
    case 'words':
      return `COMPREPLY=($(compgen -W ${words(offer.words)} -- "$cur"))`
    case 'files':
      return `_mintage_files ${offer.extensions.join(' ')}`
    case 'folders':
      return '_mintage_files'
    case 'anything':
      return ':'
  }
}

function words(all: readonly string[]): string {
  return posixQuoted(all.join(' '))
}
