import { drawing, element } from './dom.ts'

const sheets = 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z'
const tick = 'M3 8.5l3.2 3.2L13 4.8'

/** Milliseconds for which a button says that it has copied. */
const shownFor = 1600

/** A button that copies a text as it is, with what hides or reorders text in it. */
export function copyButton(what: string, text: string): HTMLButtonElement {
  const button = element(
    'button',
    {
      class: 'copy',
      attributes: { type: 'button', 'aria-label': `Copy ${what}`, title: `Copy ${what}` },
    },
    drawing(sheets),
  )
  const word = element('span', { class: 'said', attributes: { role: 'status' } })
  button.append(word)
  button.addEventListener('click', async () => {
    const isCopied = await copy(text, button)
    button.querySelector('svg')?.replaceWith(drawing(isCopied ? tick : sheets))
    word.textContent = isCopied ? 'copied' : 'not copied'
    setTimeout(() => {
      button.querySelector('svg')?.replaceWith(drawing(sheets))
      word.textContent = ''
    }, shownFor)
  })
  return button
}

/** Not every browser lets a page from a disk write to the clipboard; a selected text can be copied in all. */
async function copy(text: string, beside: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const field = element('textarea', { class: 'offscreen', attributes: { 'aria-hidden': 'true' } })
    field.value = text
    // Beside the button: outside of an open dialog nothing can be selected.
    beside.after(field)
    field.select()
    const isCopied = document.execCommand('copy')
    field.remove()
    beside.focus()
    return isCopied
  }
}
