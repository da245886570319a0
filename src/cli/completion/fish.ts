import { placesOf } from './places.ts'
import type { CommandShape, Offer } from './shape.ts'

/** A completion script for fish 3 and newer. It asks nobody: what there is to offer stands in it. */
export function fishCompletion(program: CommandShape): string {
  const { commands, values, options, arguments: args, groups } = placesOf(program)
  const rules = [
    ...groups.flatMap(({ place, commands: all }) =>
      all.map(({ name, description }) =>
        rule('argument', place, offeredWords([name], description)),
      ),
    ),
    ...args.flatMap(({ place, argument: { offer, description } }) =>
      offer.kind === 'anything' ? [] : [rule('argument', place, offering(offer, description))],
    ),
    ...options.flatMap(({ place, options: all }) =>
      all.map(({ name, description }) =>
        rule('option', place, `${flagOf(name)} -d ${quoted(description)}`),
      ),
    ),
    ...values.map(({ place, offer }) => valueRule(place, offer)),
  ]
  return `# fish completion for mintage; made by \`mintage completion fish\`

# Prints the command before the cursor, and how many arguments it has already.
function __mintage_place
    set -l values ${values.map(({ place }) => quoted(place)).join(' ')}
    set -l commands ${commands.map(quoted).join(' ')}
    set -l command ''
    set -l before ''
    set -l position 0
    for word in (commandline -opc)[2..]
        if contains -- "$command:$before" $values
            set before ''
            continue
        end
        set before ''
        if string match -q -- '--*=*' $word
            continue
        else if string match -q -- '-*' $word
            set before $word
        else if contains -- "$command:$word" $commands
            set command (string trim -- "$command $word")
        else
            set position (math $position + 1)
        end
    end
    echo "$command"
    echo "$command:$position"
end

function __mintage_at_option
    set -l place (__mintage_place)
    test "$place[1]" = "$argv[1]"
end

function __mintage_at_argument
    set -l place (__mintage_place)
    test "$place[2]" = "$argv[1]"
end

function __mintage_files
    set -l start (commandline -ct)
    string match -q -- '-*=*' $start; and set start (string replace -r -- '^[^=]*=' '' $start)
    for folder in $start*/
        echo $folder
    end
    for extension in $argv
        for file in $start*.$extension
            echo $file
        end
    end
end

complete -c mintage -f
${rules.join('\n')}
`
}

function rule(kind: 'option' | 'argument', place: string, rest: string): string {
  return `complete -c mintage -n ${quoted(`__mintage_at_${kind} ${quoted(place)}`)} ${rest}`
}

function valueRule(place: string, offer: Offer): string {
  const [command = '', name = ''] = place.split(':')
  const offers = offer.kind === 'anything' ? '' : ` ${offering(offer, null)}`
  return rule('option', command, `${flagOf(name)} -x${offers}`)
}

function flagOf(name: string): string {
  return name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`
}

function offering(offer: Exclude<Offer, { kind: 'anything' }>, about: string | null): string {
  switch (offer.kind) {
    case 'words':
      return offeredWords(offer.words, about)
    case 'files':
      return offered(`(__mintage_files ${offer.extensions.join(' ')})`, about)
    case 'folders':
      return offered('(__mintage_files)', about)
  }
}

function offeredWords(words: readonly string[], about: string | null): string {
  return offered(words.join(' '), about)
}

function offered(what: string, about: string | null): string {
  return `-a ${quoted(what)}${about === null ? '' : ` -d ${quoted(about)}`}`
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
