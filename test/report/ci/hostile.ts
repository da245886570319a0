import fc from 'fast-check'

/** Values that were written to become markup, a command, a table row or a link. */
export const hostile: readonly string[] = [
  'a | b',
  'a \\| b',
  '``` \n</details>\n<script>alert(1)</script>',
  '`````',
  '` `` ```',
  ' `x` ',
  '</details>',
  '</summary><img src=x onerror=alert(1)>',
  '<!-- mintage:plan other.yaml -->',
  '-->',
  '--!>',
  '::error file=a.yaml::gotcha',
  '\n::error::gotcha',
  '  ::set-output name=a::b',
  '##[error]gotcha',
  '##vso[task.setvariable variable=a]b',
  '%0A::error::gotcha',
  '%25',
  'a:b,c=d',
  '\r\n\r\n# heading',
  '* _emphasis_ **strong** ~~gone~~',
  '![image](https://example.com/a.png) [link](javascript:alert(1))',
  'https://example.com www.example.com mail@example.com',
  '@everyone #1 owner/repo#2',
  '&lt;b&gt; &#124; &amp;',
  ']]><evil/>',
  '"><testcase name="x"/>',
  "it's <b>bold</b> & more",
  '$$\\frac{1}{2}$$',
  '\u0000\u0007\u001b[31mred\u001b[0m\u0085\u2028\u202e\ufeff',
  '\ud800 half',
  '\ufffe\uffff',
  '| --- | --- |',
  '---',
  '1. one',
  'sk-0123456789abcdef',
  '',
  ' ',
  '茶 ☕️ 👩‍👩‍👧',
]

/** Texts put together from what is hostile and from anything. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 8 })), {
    maxLength: 5,
  })
  .map((parts) => parts.join(''))
