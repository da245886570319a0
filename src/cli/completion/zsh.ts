import { patterns, placesOf, posixQuoted } from './places.ts'
import type { CommandShape, Offer } from './shape.ts'

/**
 * A completion script for zsh 5, to be sourced, or to be put into `fpath` as `_mintage`. It asks
 * nobody: what there is to offer stands in it.
 */
export function zshCompletion(program: CommandShape): string {
  const { commands, values, options, arguments: args, groups } = placesOf(program)
  return `#compdef mintage
# zsh completion for mintage; made by \`mintage completion zsh\`

_mintage() {
  local command='' before='' position=0 word
  local -a offers
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$command:$before" in
      ${patterns(values.map(({ place }) => place))})
        before=''
        continue
        ;;
    esac
    before=''
    case "$command:$word" in
      *:--*=*) ;;
      *:-*) before=$word ;;
      ${patterns(commands)})
        command="\${command:+$command }$word"
        ;;
      *) position=$((position + 1)) ;;
    esac
  done
  if [[ $PREFIX == --*=* ]]; then
    before=\${PREFIX%%=*}
    compset -P '*='
  fi
  case "$command:$before" in
${values.map(({ place, offer }) => line(place, `${offering(offer)}; return`)).join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    case "$command" in
${options.map(({ place, options: all }) => line(place, `offers=(${described(all)})`)).join('\n')}
    esac
    _describe -o option offers
    return
  fi
  case "$command:$position" in
${[
  ...groups.map(({ place, commands: all }) =>
    line(place, `offers=(${described(all)}); _describe command offers`),
  ),
  ...args.map(({ place, argument }) => line(place, offering(argument.offer))),
].join('\n')}
  esac
}

if [[ $funcstack[1] == _mintage ]]; then
  _mintage "$@"
else
  compdef _mintage mintage
fi
`
}

function line(place: string, commands: string): string {
  return `    ${posixQuoted(place)}) ${commands} ;;`
}

function described(all: readonly { readonly name: string; readonly description: string }[]) {
  return all.map(({ name, description }) => posixQuoted(`${name}:${description}`)).join(' ')
}

function offering(offer: Offer): string {
  switch (offer.kind) {
    case 'words':
      return `compadd -- ${offer.words.map(posixQuoted).join(' ')}`
    case 'files':
      return `_files -g ${posixQuoted(`*.(${offer.extensions.join('|')})`)}`
    case 'folders':
      return '_files -/'
    case 'anything':
      return '_message value'
  }
}
